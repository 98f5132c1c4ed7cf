//! The sample, and the way back from it.

use leptos::prelude::*;

use crate::{
    browser::{
        clock, journal,
        places::{self, Place},
        random::{self, Random},
    },
    domain::ids::WorkspaceId,
    sample::{Setting, sample},
    sla::zone::minutes_ahead,
    ui::desk::Desk,
    writer::{Failure, book::Book},
};

impl Desk {
    /// Whether the open workspace is made up to try the product with.
    #[must_use]
    pub fn is_sample(self) -> bool {
        let ws = self.ws.get();
        self.version.track();
        places::all()
            .iter()
            .any(|place| place.ws == ws && place.sample)
    }

    /// Opens the first workspace that is not the sample.
    pub async fn go_home(self) {
        let own = places::all().into_iter().find(|place| !place.sample);
        let ws = if let Some(place) = own {
            place.ws
        } else {
            let fresh = WorkspaceId::random();
            journal::home(fresh).await.unwrap_or(fresh)
        };
        self.open(ws).await;
    }

    /// Opens the sample. It is made up here and now, in a workspace of its own, and whoever tries
    /// it acts as the one who founded it.
    ///
    /// # Errors
    /// When it could not be stored.
    pub async fn load_sample(self) -> Result<(), Failure> {
        if let Some(place) = places::all().into_iter().find(|place| place.sample) {
            self.open(place.ws).await;
            return Ok(());
        }
        let ws = WorkspaceId::random();
        self.open(ws).await;
        let zone = clock::own_zone();
        let events = sample(
            random::seed(),
            &Setting {
                ws,
                replica: self.book(Book::replica),
                now: clock::now(),
                zone: &zone,
                offset: &|at| minutes_ahead(&zone, at),
            },
        );
        let founder = events.first().and_then(|event| event.head.by);
        places::keep(&Place {
            ws,
            name: String::new(),
            sample: true,
        });
        if let Err(failure) = self.merge(events).await {
            places::forget(ws);
            self.go_home().await;
            return Err(failure);
        }
        if let Some(founder) = founder {
            self.act_as(founder);
        }
        Ok(())
    }
}
