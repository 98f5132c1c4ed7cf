//! Who, at a glance.

use leptos::prelude::*;

/// How many tones `avatar.css` knows.
const TONES: usize = 6;

/// One or two letters in a colour; the name itself must stand beside it.
/// Without a name: an empty place.
#[component]
pub fn Avatar(
    #[prop(into)] name: Signal<Option<String>>,
    /// Any number that stays with the person; it picks the colour.
    #[prop(into)]
    tone: Signal<usize>,
    /// `avatar avatar--l` for the larger one.
    #[prop(default = "avatar")]
    class: &'static str,
) -> impl IntoView {
    let slug = move || match name.read().as_ref() {
        Some(_) => (tone.get() % TONES + 1).to_string(),
        None => "none".to_owned(),
    };
    view! {
        <span class=class data-tone=slug aria-hidden="true">
            {move || name.read().as_deref().map(initials)}
        </span>
    }
}

/// The first letters of the first and the last word.
fn initials(name: &str) -> String {
    let mut words = name
        .split_whitespace()
        .filter_map(|word| word.chars().find(|letter| letter.is_alphanumeric()));
    let first = words.next();
    first
        .into_iter()
        .chain(words.next_back())
        .flat_map(char::to_uppercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn initials_are_the_first_and_the_last() {
        assert_eq!(initials("Ana"), "A");
        assert_eq!(initials("ana maria lópez"), "AL");
        assert_eq!(initials("  (Ben) ødegård "), "BØ");
        assert_eq!(initials(""), "");
    }
}
