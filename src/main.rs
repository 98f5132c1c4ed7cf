//! Puts the page into the document.

fn main() {
    sitrep::browser::rescue::watch();
    leptos::mount::mount_to_body(sitrep::ui::app::App);
}
