//! Where a record stands in its life, and the acts that move it.

/// Defines an enum whose one slug feeds the wire and the page.
macro_rules! slugs {
    ($(#[$doc:meta])* $Name:ident { $($(#[$vdoc:meta])* $Variant:ident = $slug:literal, $label:literal;)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $Name { $($(#[$vdoc])* $Variant,)* }

        impl $Name {
            /// Every value, in order.
            pub const ALL: &'static [Self] = &[$(Self::$Variant),*];

            /// The word that files and attributes use.
            #[must_use]
            pub const fn slug(self) -> &'static str {
                match self { $(Self::$Variant => $slug,)* }
            }

            /// The word that people read.
            #[must_use]
            pub const fn label(self) -> &'static str {
                match self { $(Self::$Variant => $label,)* }
            }

            /// The value of that slug.
            #[must_use]
            pub fn from_slug(slug: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.slug() == slug)
            }
        }

        impl serde::Serialize for $Name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.slug())
            }
        }

        // By hand: a derived one would take `{"slug":null}` as well.
        impl<'de> serde::Deserialize<'de> for $Name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let slug = <std::borrow::Cow<'de, str>>::deserialize(from)?;
                Self::from_slug(&slug)
                    .ok_or_else(|| serde::de::Error::unknown_variant(&slug, &[$($slug),*]))
            }
        }
    };
}
pub(crate) use slugs;

slugs!(
    /// What a record is. It is a value like any other, since records convert.
    RecordKind {
        Incident = "incident", "Incident";
        Request = "request", "Request";
        /// A rehearsal; never enters figures.
        Drill = "drill", "Drill";
    }
);

slugs!(
    /// The states of a record (after ITIL 4 and ServiceNow's incident states).
    State {
        New = "new", "New";
        Triage = "triage", "Triage";
        Assigned = "assigned", "Assigned";
        Investigating = "investigating", "Investigating";
        Mitigated = "mitigated", "Mitigated";
        Resolved = "resolved", "Resolved";
        Closed = "closed", "Closed";
        OnHold = "hold", "On hold";
        Cancelled = "cancelled", "Cancelled";
    }
);

slugs!(
    /// What a state means to queues and figures.
    StateCategory {
        Triage = "triage", "Triage";
        Live = "live", "Live";
        Hold = "hold", "On hold";
        Restored = "restored", "Restored";
        Resolved = "resolved", "Resolved";
        Closed = "closed", "Closed";
        Void = "void", "Void";
    }
);

impl State {
    /// The states of a record's ordinary life, in order.
    pub const STEPS: [Self; 7] = [
        Self::New,
        Self::Triage,
        Self::Assigned,
        Self::Investigating,
        Self::Mitigated,
        Self::Resolved,
        Self::Closed,
    ];

    /// What the state means to queues and figures.
    #[must_use]
    pub const fn category(self) -> StateCategory {
        match self {
            Self::New | Self::Triage => StateCategory::Triage,
            Self::Assigned | Self::Investigating => StateCategory::Live,
            Self::OnHold => StateCategory::Hold,
            Self::Mitigated => StateCategory::Restored,
            Self::Resolved => StateCategory::Resolved,
            Self::Closed => StateCategory::Closed,
            Self::Cancelled => StateCategory::Void,
        }
    }

    /// Whether somebody still has to work on it.
    #[must_use]
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Resolved | Self::Closed | Self::Cancelled)
    }
}

slugs!(
    /// Whom or what a record on hold waits for.
    HoldReason {
        Caller = "caller", "Caller";
        Vendor = "vendor", "Vendor";
        Change = "change", "Change";
        Problem = "problem", "Problem";
        Evidence = "evidence", "Evidence";
    }
);

slugs!(
    /// Why a record never counted.
    VoidReason {
        Duplicate = "duplicate", "Duplicate";
        FalsePositive = "false-positive", "False positive";
        NotAnIncident = "not-an-incident", "Not an incident";
        Declined = "declined", "Declined";
        Mistake = "mistake", "Declared by mistake";
    }
);

slugs!(
    /// Moments in a record's life; each cycle has its own.
    Milestone {
        ImpactStarted = "impact_started", "Impact began";
        Detected = "detected", "Detected";
        Reported = "reported", "Reported";
        Acknowledged = "acknowledged", "Acknowledged";
        Assigned = "assigned", "Assigned";
        Mitigated = "mitigated", "Mitigated";
        Resolved = "resolved", "Resolved";
        Verified = "verified", "Verified normal";
        Closed = "closed", "Closed";
        Reviewed = "reviewed", "Reviewed";
    }
);

impl Milestone {
    /// Whether it lies before anybody works on the record: a reopening does not repeat it.
    #[must_use]
    pub const fn is_before_work(self) -> bool {
        matches!(self, Self::ImpactStarted | Self::Detected | Self::Reported)
    }
}

slugs!(
    /// What a person can do to move a record on.
    Act {
        Acknowledge = "acknowledge", "Acknowledge";
        Take = "take", "Take it";
        Assign = "assign", "Assign";
        Start = "start", "Start work";
        Escalate = "escalate", "Escalate";
        Hold = "hold", "Put on hold";
        Resume = "resume", "Resume";
        Mitigate = "mitigate", "Mitigate";
        Resolve = "resolve", "Resolve";
        Verify = "verify", "Verify normal";
        Close = "close", "Close";
        Reopen = "reopen", "Reopen";
        Cancel = "cancel", "Cancel";
    }
);

impl Act {
    /// Whether the act makes sense for a record in this state.
    #[must_use]
    pub const fn is_allowed_in(self, state: State) -> bool {
        match self {
            Self::Acknowledge
            | Self::Take
            | Self::Assign
            | Self::Escalate
            | Self::Resolve
            | Self::Cancel => state.is_open(),
            Self::Start => matches!(
                state,
                State::New | State::Triage | State::Assigned | State::Mitigated
            ),
            Self::Hold => state.is_open() && !matches!(state, State::OnHold),
            Self::Resume => matches!(state, State::OnHold),
            Self::Mitigate => state.is_open() && !matches!(state, State::Mitigated),
            Self::Verify => matches!(state, State::Resolved | State::Closed),
            Self::Close => matches!(state, State::Resolved),
            Self::Reopen => !state.is_open(),
        }
    }
}

slugs!(
    /// Where the trouble comes from.
    Origin {
        Internal = "internal", "Internal";
        Vendor = "vendor", "Vendor";
        Customer = "customer", "Customer";
    }
);

slugs!(
    /// How a report reached us.
    Channel {
        Phone = "phone", "Phone";
        Email = "email", "E-mail";
        Chat = "chat", "Chat";
        Portal = "portal", "Self-service";
        Monitoring = "monitoring", "Monitoring";
        WalkIn = "walk-in", "Walk-in";
    }
);

slugs!(
    /// How two records belong together.
    Relation {
        Duplicate = "duplicate", "Duplicate of";
        Parent = "parent", "Part of";
        Cause = "cause", "Caused by";
        Recurrence = "recurrence", "Happened again after";
        Related = "related", "Related to";
    }
);
