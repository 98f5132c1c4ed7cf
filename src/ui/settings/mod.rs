//! Settings: the workspace's are shared with the team, the device's stay here.

mod alerts;
mod data;
mod device;
mod lists;
pub mod matrix;
mod named;
mod setting;
mod workspace;
mod you;

use leptos::prelude::*;

use crate::ui::{
    settings::{
        alerts::Alerts, data::Data, device::Device, lists::Lists, matrix::MatrixSettings,
        workspace::WorkspaceSettings, you::You,
    },
    shell::bar::Bar,
};

/// The view Settings.
#[component]
pub fn SettingsView() -> impl IntoView {
    view! {
        <Bar>
            <h1 class="bar__title">"Settings"</h1>
            <span class="bar__meta">"Workspace settings travel with the log. Device settings stay here."</span>
        </Bar>
        <main class="page" id="main">
            <div class="settings">
                <You />
                <WorkspaceSettings />
                <MatrixSettings />
                <Lists />
                <Device />
                <Alerts />
                <Data />
            </div>
        </main>
    }
}
