//! Long work in steps, so that a page stays alive between them.

/// Something that takes long, done a little at a time.
pub trait Work {
    type Done;

    /// Does a little, a few milliseconds at most. False where nothing is left to do.
    fn step(&mut self) -> bool;

    /// How much of it is done, from 0 to 1.
    fn share(&self) -> f64;

    /// What came of it, when nothing is left.
    fn finish(self) -> Self::Done;
}

/// Does all of it at once.
pub fn done<W: Work>(mut work: W) -> W::Done {
    while work.step() {}
    work.finish()
}

/// A part of a whole, from 0 to 1.
#[must_use]
pub fn share(done: usize, all: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a share is only shown")]
    let (done, all) = (done as f64, all.max(1) as f64);
    (done / all).min(1.0)
}
