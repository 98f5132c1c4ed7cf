//! Which of several tabs speaks for all of them: the one that was in front last. It holds a lock
//! of the browser's (Web Locks); storage alone would reach the others too late to settle it.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, spawn_local};

use crate::browser::locks::request;

/// A tab's seat among those that share a name. Dropping it lets the others speak.
pub struct Floor(Rc<Seat>);

struct Seat {
    name: String,
    /// Requests are numbered from 1 on.
    last: Cell<u32>,
    /// Which request has the floor; 0 while another tab has it.
    holder: Cell<u32>,
    /// Which request took the floor last.
    taken: Cell<u32>,
    /// Whether this tab stands in the queue.
    is_waiting: Cell<bool>,
    /// Ends the hold on the lock.
    release: RefCell<Option<Function>>,
    is_over: Cell<bool>,
    /// A browser without locks: every tab speaks for itself.
    is_alone: Cell<bool>,
}

impl Floor {
    /// Stands in the queue behind the tab that speaks, if there is one.
    #[must_use]
    pub fn of(name: &str) -> Self {
        let seat = Rc::new(Seat {
            name: name.to_owned(),
            last: Cell::new(0),
            holder: Cell::new(0),
            taken: Cell::new(0),
            is_waiting: Cell::new(false),
            release: RefCell::new(None),
            is_over: Cell::new(false),
            is_alone: Cell::new(false),
        });
        seat.queue();
        Self(seat)
    }

    /// Whether this tab speaks.
    #[must_use]
    pub fn is_held(&self) -> bool {
        self.0.is_alone.get() || self.0.holder.get() > 0
    }

    /// Takes it from whoever has it: this tab came to the front.
    pub fn take(&self) {
        if !self.is_held() {
            self.0.ask(true);
        }
    }

    /// Lets the next one in the queue speak, and stands behind it: this tab is no longer seen.
    pub fn give(&self) {
        self.0.holder.set(0);
        self.0.let_go();
    }
}

impl Drop for Floor {
    fn drop(&mut self) {
        self.0.is_over.set(true);
        self.give();
    }
}

impl Seat {
    fn queue(self: &Rc<Self>) {
        if !self.is_waiting.replace(true) {
            self.ask(false);
        }
    }

    fn ask(self: &Rc<Self>, is_taken: bool) {
        let number = self.last.get() + 1;
        self.last.set(number);
        if is_taken {
            // What is taken can't be refused, and whoever asks meanwhile is answered rightly.
            self.holder.set(number);
            self.taken.set(number);
        }
        let seat = self.clone();
        let granted = Closure::once_into_js(move || seat.granted(number, is_taken));
        let options = Object::new();
        let is_set = Reflect::set(&options, &"steal".into(), &is_taken.into());
        let asked = is_set.and_then(|_| request(&self.name, &options, granted.unchecked_ref()));
        let Ok(held) = asked else {
            self.is_alone.set(true);
            return;
        };
        let seat = self.clone();
        spawn_local(async move {
            // It ends when it is given away, and fails when another tab takes it.
            let _ = JsFuture::from(held).await;
            if seat.holder.get() == number {
                seat.holder.set(0);
            }
            if !seat.is_over.get() {
                seat.queue();
            }
        });
    }

    /// The lock is this tab's for as long as the promise is open.
    fn granted(&self, number: u32, is_taken: bool) -> JsValue {
        if !is_taken {
            self.is_waiting.set(false);
            // Who stood in the queue since before it had the floor goes to its end.
            if self.holder.get() == 0 && number > self.taken.get() {
                self.holder.set(number);
            }
        }
        if self.is_over.get() || self.holder.get() != number {
            return JsValue::UNDEFINED;
        }
        Promise::new(&mut |release, _| *self.release.borrow_mut() = Some(release)).into()
    }

    fn let_go(&self) {
        if let Some(release) = self.release.borrow_mut().take() {
            // It can't fail: settling a promise twice does nothing.
            let _ = release.call0(&JsValue::UNDEFINED);
        }
    }
}
