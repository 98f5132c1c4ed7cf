//! The mouse on the bars: drag to move through time, wheel with Ctrl to come closer.

use leptos::{ev, prelude::*, wasm_bindgen::JsCast, web_sys};

use crate::{plot::lanes::Window, ui::timeline::pane::Pane};

/// Pixels that a hand trembles while it clicks.
const TREMBLE: f64 = 4.0;
/// Where the bars are.
const GROUND: &str = ".lanes__course, .lanes__axis";

/// Where a drag began.
#[derive(Clone, Copy)]
struct Held {
    x: f64,
    window: Window,
    /// Whether it has moved: a click is none.
    moved: bool,
}

/// What the table does with the pointer.
#[derive(Clone, Copy)]
pub struct Grip {
    pane: Pane,
    held: StoredValue<Option<Held>>,
    pub is_dragging: RwSignal<bool>,
}

impl Grip {
    pub fn new(pane: Pane) -> Self {
        Self {
            pane,
            held: StoredValue::new(None),
            is_dragging: RwSignal::new(false),
        }
    }

    pub fn down(self, event: &ev::PointerEvent) {
        if event.button() == 0 && on_ground(event.target()) {
            self.held.set_value(Some(Held {
                x: event.client_x().into(),
                window: self.pane.window.get_untracked(),
                moved: false,
            }));
        }
    }

    pub fn moved(self, event: &ev::PointerEvent) {
        let Some(held) = self.held.get_value() else {
            return;
        };
        let width = self.pane.width.get_untracked();
        let by = f64::from(event.client_x()) - held.x;
        if width <= 0.0 || (!held.moved && by.abs() < TREMBLE) {
            return;
        }
        if !held.moved {
            self.held.set_value(Some(Held {
                moved: true,
                ..held
            }));
            self.is_dragging.set(true);
            self.pane.told.set(None);
            // The drag goes on outside of the table as well.
            if let Some(table) = event
                .current_target()
                .and_then(|it| it.dyn_into::<web_sys::Element>().ok())
            {
                let _ = table.set_pointer_capture(event.pointer_id());
            }
        }
        let by = -by / width * held.window.length();
        let bounds = self.pane.bounds.get_untracked();
        self.pane.look_at(held.window.panned(by, bounds));
    }

    pub fn up(self) {
        self.held.set_value(None);
        // The click that ends a drag comes after this.
        request_animation_frame(move || {
            let _ = self.is_dragging.try_set(false);
        });
    }

    pub fn wheel(self, event: &ev::WheelEvent) {
        if !on_ground(event.target()) {
            return;
        }
        let sideways = if event.shift_key() {
            event.delta_y()
        } else {
            event.delta_x()
        };
        if event.ctrl_key() {
            let share = share(event.client_x().into());
            self.pane.zoom((event.delta_y() / 300.0).exp(), share);
        } else if sideways.abs() > event.delta_y().abs() || event.shift_key() {
            self.pane.pan(sideways / 1_200.0);
        } else {
            return;
        }
        event.prevent_default();
    }
}

/// How far across the bars a place of the page is.
fn share(x: f64) -> f64 {
    let axis = document().query_selector(".lanes__axis").ok().flatten();
    let area = axis.map(|axis| axis.get_bounding_client_rect());
    area.filter(|area| area.width() > 0.0).map_or(0.5, |area| {
        ((x - area.left()) / area.width()).clamp(0.0, 1.0)
    })
}

fn on_ground(target: Option<web_sys::EventTarget>) -> bool {
    let element = target.and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    element.is_some_and(|element| element.closest(GROUND).ok().flatten().is_some())
}
