//! How serious something is, as colour and icon.

use crate::ui::widgets::glyph::Glyph;

/// The mood of a banner, a toast, a tag. Words carry the meaning, the tone repeats it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    #[default]
    Mute,
    Accent,
    Info,
    Ok,
    Warn,
    Danger,
}

impl Tone {
    pub fn slug(self) -> &'static str {
        match self {
            Self::Mute => "mute",
            Self::Accent => "accent",
            Self::Info => "info",
            Self::Ok => "ok",
            Self::Warn => "warn",
            Self::Danger => "danger",
        }
    }

    /// The icon that says the same without colour.
    pub fn glyph(self) -> Glyph {
        match self {
            Self::Mute | Self::Accent | Self::Info => Glyph::Info,
            Self::Ok => Glyph::Tick,
            Self::Warn => Glyph::Warn,
            Self::Danger => Glyph::Alarm,
        }
    }
}
