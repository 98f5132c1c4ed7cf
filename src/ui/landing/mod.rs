//! Pages without the frame: loading, and when storage is lost or broken.

mod broken;
mod loading;
mod recovery;

pub use broken::Broken;
pub use loading::Loading;
pub use recovery::Recovery;
