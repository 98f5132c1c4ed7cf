//! One of the things to choose from, in segments, chips, selects and tabs.

use crate::ui::widgets::glyph::Glyph;

/// A value and how it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice<T> {
    pub value: T,
    pub label: String,
    pub glyph: Option<Glyph>,
    /// A small number behind the label, as it is to be read.
    pub count: Option<String>,
    /// What a form holds when this is picked.
    pub slug: Option<String>,
}

impl<T> Choice<T> {
    pub fn new(value: T, label: impl Into<String>) -> Self {
        Self {
            value,
            label: label.into(),
            glyph: None,
            count: None,
            slug: None,
        }
    }

    #[must_use]
    pub fn glyph(self, glyph: Glyph) -> Self {
        Self {
            glyph: Some(glyph),
            ..self
        }
    }

    #[must_use]
    pub fn slug(self, slug: impl Into<String>) -> Self {
        Self {
            slug: Some(slug.into()),
            ..self
        }
    }

    #[must_use]
    pub fn count(self, count: impl Into<String>) -> Self {
        Self {
            count: Some(count.into()),
            ..self
        }
    }
}

/// What a widget must know of a value: it is small, and the picked one is found by comparing.
pub trait Pick: Copy + PartialEq + Send + Sync + 'static {}

impl<T: Copy + PartialEq + Send + Sync + 'static> Pick for T {}
