//! Bits from the browser's cryptographic source.

use crate::domain::ids::{
    CalendarId, ClockId, PersonId, RecordId, ReplicaId, Salt, ServiceId, TeamId, ViewId,
    WorkspaceId,
};

/// Something made of 16 random bytes.
pub trait Random {
    /// A fresh one.
    fn random() -> Self;
}

macro_rules! random {
    ($($Id:ident),*) => { $(
        impl Random for $Id {
            fn random() -> Self {
                Self(bytes())
            }
        }
    )* };
}

random!(
    CalendarId,
    ClockId,
    PersonId,
    RecordId,
    ReplicaId,
    Salt,
    ServiceId,
    TeamId,
    ViewId,
    WorkspaceId
);

impl Random for crate::domain::ids::CategoryId {
    fn random() -> Self {
        Self(bytes())
    }
}

/// A seed for what only has to differ from last time.
#[must_use]
pub fn seed() -> u64 {
    u64::from_le_bytes(bytes())
}

fn bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    web_sys::window()
        .and_then(|window| window.crypto().ok())
        .and_then(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).ok())
        .expect("every browser that runs WebAssembly has crypto.getRandomValues");
    bytes
}
