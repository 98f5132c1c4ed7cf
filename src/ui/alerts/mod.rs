//! Alerts: what clocks crossed, told while the page is open and caught up with when it opens.

pub mod away;
pub mod bell;
mod fired;
mod tell;
pub mod voice;
pub mod watch;
pub mod words;
