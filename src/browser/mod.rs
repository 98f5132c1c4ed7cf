//! Adapters, one file per outside thing.

pub mod badge;
pub mod canary;
pub mod clock;
pub mod files;
pub mod floor;
pub mod journal;
pub mod locks;
pub mod notices;
pub mod pace;
pub mod picture;
pub mod places;
pub mod prefs;
pub mod random;
pub mod rescue;
pub mod sound;
pub mod storage;
pub mod tabs;
