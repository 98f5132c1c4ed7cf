//! Charts that leave as files.

use leptos::{task::spawn_local, web_sys::SvgElement};

use crate::{
    browser::{files, picture},
    ui::{desk::Desk, widgets::tone::Tone},
};

impl Desk {
    /// Saves a text under a name.
    pub fn save_text(self, name: &str, kind: &str, text: &str) {
        self.told(name, files::save(name, kind, text));
    }

    /// Saves a drawing as `name.svg`, with a title above it.
    pub fn save_svg(self, svg: &SvgElement, name: &str, title: &str) {
        let name = format!("{name}.svg");
        let taken = picture::take(svg, title);
        let saved = taken.and_then(|taken| files::save(&name, "image/svg+xml", &taken.text));
        self.told(&name, saved);
    }

    /// Saves a drawing as `name.png`, with a title above it.
    pub fn save_png(self, svg: &SvgElement, name: &str, title: &str) {
        let name = format!("{name}.png");
        let Some(taken) = picture::take(svg, title) else {
            self.told(&name, None);
            return;
        };
        spawn_local(async move {
            let drawn = picture::png(&taken).await.ok();
            let saved = drawn.and_then(|blob| files::save_blob(&name, &blob));
            self.told(&name, saved);
        });
    }

    fn told(self, name: &str, saved: Option<()>) {
        match saved {
            Some(()) => self.say(format!("{name} saved."), Tone::Mute),
            None => self.say(
                format!("{name} could not be saved: this browser refused it."),
                Tone::Warn,
            ),
        }
    }
}
