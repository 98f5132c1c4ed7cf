//! A drawing on the page as a file of its own: SVG with its looks written in, or PNG.

use js_sys::{Function, Promise};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, CanvasRenderingContext2d, Element, HtmlCanvasElement, HtmlImageElement, SvgElement, Url,
    XmlSerializer,
};

const SVG: &str = "http://www.w3.org/2000/svg";
/// Room for the title above the drawing, and around it, in pixels.
const TITLE: f64 = 28.0;
const EDGE: f64 = 16.0;
/// Pixels of the PNG for each pixel of the drawing.
const SHARPNESS: f64 = 2.0;
/// What the page's style sheets say about a shape, which a file by itself can't know.
const LOOKS: [&str; 12] = [
    "fill",
    "fill-opacity",
    "stroke",
    "stroke-width",
    "stroke-dasharray",
    "stroke-linejoin",
    "stroke-linecap",
    "opacity",
    "paint-order",
    "font-family",
    "font-size",
    "font-weight",
];

/// A drawing by itself: the text of an SVG file, and its size in pixels.
pub struct Picture {
    pub text: String,
    pub width: f64,
    pub height: f64,
}

/// Takes a drawing off the page, with a title above it and the page's ground behind it.
pub fn take(svg: &SvgElement, title: &str) -> Option<Picture> {
    let window = web_sys::window()?;
    let document = window.document()?;
    let size: Vec<f64> = (svg.get_attribute("viewBox")?.split(' '))
        .filter_map(|part| part.parse().ok())
        .collect();
    let [_, _, drawn_width, drawn_height] = size[..] else {
        return None;
    };
    let copy: Element = svg.clone_node_with_deep(true).ok()?.dyn_into().ok()?;
    write_looks(svg, &copy)?;
    let (width, height) = (drawn_width + 2.0 * EDGE, drawn_height + 2.0 * EDGE + TITLE);
    let page = window
        .get_computed_style(svg.closest(".panel").ok()??.as_ref())
        .ok()??;
    let look = |name: &str| page.get_property_value(name).unwrap_or_default();
    let ground = document.create_element_ns(Some(SVG), "rect").ok()?;
    let heading = document.create_element_ns(Some(SVG), "text").ok()?;
    let numbers = |of: &Element, pairs: &[(&str, f64)]| {
        for (name, value) in pairs {
            let _ = of.set_attribute(name, &value.to_string());
        }
    };
    numbers(
        &ground,
        &[
            ("x", -EDGE),
            ("y", -EDGE - TITLE),
            ("width", width),
            ("height", height),
        ],
    );
    ground
        .set_attribute("fill", &look("background-color"))
        .ok()?;
    numbers(
        &heading,
        &[
            ("x", 0.0),
            ("y", -TITLE / 2.0),
            ("font-size", 13.0),
            ("font-weight", 600.0),
        ],
    );
    heading.set_attribute("fill", &look("color")).ok()?;
    heading
        .set_attribute("font-family", &look("font-family"))
        .ok()?;
    heading.set_text_content(Some(title));
    copy.prepend_with_node_2(&ground, &heading).ok()?;
    copy.set_attribute("xmlns", SVG).ok()?;
    copy.set_attribute(
        "viewBox",
        &format!("{} {} {width} {height}", -EDGE, -EDGE - TITLE),
    )
    .ok()?;
    numbers(&copy, &[("width", width), ("height", height)]);
    let text = XmlSerializer::new().ok()?.serialize_to_string(&copy).ok()?;
    Some(Picture {
        text,
        width,
        height,
    })
}

/// Writes into each shape of the copy what style sheets say about the original, and takes off
/// what only the page needs.
fn write_looks(original: &SvgElement, copy: &Element) -> Option<()> {
    let window = web_sys::window()?;
    let (from, to) = (
        original.query_selector_all("*").ok()?,
        copy.query_selector_all("*").ok()?,
    );
    for place in 0..from.length() {
        let from: Element = from.get(place)?.dyn_into().ok()?;
        let to: Element = to.get(place)?.dyn_into().ok()?;
        if from.has_attribute("data-mark") {
            to.remove();
            continue;
        }
        let looks = window.get_computed_style(&from).ok()??;
        for name in LOOKS {
            let value = looks.get_property_value(name).unwrap_or_default();
            let _ = to.set_attribute(name, &value);
        }
        for name in ["class", "data-ink", "aria-hidden"] {
            let _ = to.remove_attribute(name);
        }
    }
    for name in ["class", "data-pick", "role"] {
        let _ = copy.remove_attribute(name);
    }
    Some(())
}

/// The drawing as a PNG, twice as fine as on the page.
///
/// # Errors
/// When the browser can't draw it.
pub async fn png(picture: &Picture) -> Result<Blob, JsValue> {
    let blob = super::files::blob("image/svg+xml", picture.text.as_bytes()).ok_or("no blob")?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let drawn = draw(picture, &url).await;
    Url::revoke_object_url(&url)?;
    drawn
}

async fn draw(picture: &Picture, url: &str) -> Result<Blob, JsValue> {
    let document = web_sys::window()
        .and_then(|window| window.document())
        .ok_or("no page")?;
    let image = HtmlImageElement::new()?;
    image.set_src(url);
    JsFuture::from(image.decode()).await?;
    let canvas: HtmlCanvasElement = document.create_element("canvas")?.dyn_into()?;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "`as` stops at 0 and at the largest u32"
    )]
    let pixels = |length: f64| (length * SHARPNESS).ceil() as u32;
    canvas.set_width(pixels(picture.width));
    canvas.set_height(pixels(picture.height));
    let context = canvas.get_context("2d")?.ok_or("no canvas")?;
    let context: CanvasRenderingContext2d = context.dyn_into()?;
    context.scale(SHARPNESS, SHARPNESS)?;
    context.draw_image_with_html_image_element_and_dw_and_dh(
        &image,
        0.0,
        0.0,
        picture.width,
        picture.height,
    )?;
    let promise = Promise::new(&mut |done: Function, failed: Function| {
        let take = Closure::once_into_js(move |blob: JsValue| {
            let _ = done.call1(&JsValue::NULL, &blob);
        });
        if let Err(why) = canvas.to_blob(take.unchecked_ref()) {
            let _ = failed.call1(&JsValue::NULL, &why);
        }
    });
    JsFuture::from(promise).await?.dyn_into()
}
