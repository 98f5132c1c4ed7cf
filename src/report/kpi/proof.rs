//! A figure with the very records and numbers that it was computed from.
