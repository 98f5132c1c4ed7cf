//! What a workspace is called and whom and what it knows: folded from the same log.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::domain::{
    calendar::Calendar,
    fact::{Budgets, Category, Fact, Mapping, Person, Service, Team, View},
    ids::{
        CalendarId, CategoryId, EventId, MappingId, PersonId, ReplicaId, ServiceId, TeamId, ViewId,
        WorkspaceId,
    },
    ledger::Ledger,
    policy::{Policy, PolicyPreset},
    priority::{Matrix, Preset, Scale},
    value::{Field, Value},
};

/// The workspace as it is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    pub name: String,
    /// IANA time zone that bounds periods and days.
    pub zone: String,
    pub budgets: Budgets,
    pub scale: Scale,
    pub matrix: Matrix,
    /// Every table that an assessment may still name.
    pub matrices: HashMap<EventId, Matrix>,
    pub people: BTreeMap<PersonId, Person>,
    pub teams: BTreeMap<TeamId, Team>,
    pub services: BTreeMap<ServiceId, Service>,
    pub categories: BTreeMap<CategoryId, Category>,
    /// How tables of other tools are read.
    pub mappings: BTreeMap<MappingId, Mapping>,
    pub views: BTreeMap<ViewId, View>,
    pub calendars: BTreeMap<CalendarId, Calendar>,
    pub policy: Policy,
    /// The event that defined the policy; none while it is the one that every log knows.
    pub policy_version: Option<EventId>,
    /// The letters of each replica's references; empty for the founder's.
    pub tags: BTreeMap<ReplicaId, String>,
    pub adopted: BTreeSet<WorkspaceId>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            name: String::new(),
            zone: "UTC".to_owned(),
            budgets: Budgets::default(),
            scale: Scale::default(),
            matrix: Preset::Sitrep.matrix(),
            matrices: HashMap::new(),
            people: BTreeMap::new(),
            teams: BTreeMap::new(),
            services: BTreeMap::new(),
            categories: built_in_categories(),
            mappings: BTreeMap::new(),
            views: BTreeMap::new(),
            calendars: (Calendar::built_in().into_iter())
                .map(|calendar| (calendar.id, calendar))
                .collect(),
            policy: PolicyPreset::Itil.policy(),
            policy_version: None,
            tags: BTreeMap::new(),
            adopted: BTreeSet::new(),
        }
    }
}

impl Settings {
    /// Reads the workspace's ledger.
    #[must_use]
    pub fn of(ledger: &Ledger) -> Self {
        let mut settings = Self::default();
        for event in &ledger.events {
            if let Some(Fact::MatrixDefined(matrix)) = event.fact() {
                settings.matrices.insert(event.id, matrix.clone());
            }
        }
        for (&field, live) in &ledger.values {
            if let Some(winner) = live.last()
                && let Some(value) = &winner.value
            {
                settings.set(field, value, ledger.events[winner.event].id);
            }
        }
        settings
    }

    fn set(&mut self, field: Field, value: &Value, event: EventId) {
        match (field, value) {
            (Field::WorkspaceName, Value::Text(name)) => self.name.clone_from(name),
            (Field::Zone, Value::Text(zone)) => self.zone.clone_from(zone),
            (Field::Budgets, Value::Budgets(budgets)) => self.budgets = *budgets,
            (Field::Matrix, Value::Matrix(matrix)) if matrix.is_whole() => {
                let preset = Preset::ALL.iter().find(|preset| preset.matrix() == *matrix);
                self.scale = preset.map_or(Scale::Edited(event), |&preset| Scale::Preset(preset));
                self.matrix = matrix.clone();
            }
            (Field::Person(id), Value::PersonDefined(person)) => {
                self.people.insert(id, person.clone());
            }
            (Field::TeamDefined(id), Value::TeamDefined(team)) => {
                self.teams.insert(id, team.clone());
            }
            (Field::ServiceDefined(id), Value::ServiceDefined(service)) => {
                self.services.insert(id, service.clone());
            }
            (Field::CategoryDefined(id), Value::CategoryDefined(category)) => {
                self.categories.insert(id, category.clone());
            }
            (Field::MappingDefined(id), Value::MappingDefined(mapping)) => {
                self.mappings.insert(id, mapping.clone());
            }
            (Field::ViewDefined(id), Value::ViewDefined(view)) => {
                self.views.insert(id, view.clone());
            }
            (Field::CalendarDefined(id), Value::CalendarDefined(calendar)) => {
                self.calendars.insert(id, calendar.clone());
            }
            (Field::Policy, Value::Policy(policy)) => {
                self.policy = policy.clone();
                self.policy_version = Some(event);
            }
            (Field::Tag(replica), Value::Text(tag)) => {
                self.tags.insert(replica, tag.clone());
            }
            (Field::Adopted(ws), Value::Flag) => {
                self.adopted.insert(ws);
            }
            _ => {}
        }
    }

    /// The table of an assessment's scale.
    #[must_use]
    pub fn matrix_of(&self, scale: Scale) -> Option<Matrix> {
        match scale {
            _ if scale == self.scale => Some(self.matrix.clone()),
            Scale::Preset(preset) => Some(preset.matrix()),
            Scale::Edited(event) => self.matrices.get(&event).cloned(),
        }
    }

    /// The main category of a category or subcategory.
    #[must_use]
    pub fn main_category(&self, id: CategoryId) -> CategoryId {
        self.categories
            .get(&id)
            .and_then(|category| category.parent)
            .unwrap_or(id)
    }

    /// The saved views that were not deleted, in their order.
    #[must_use]
    pub fn standing_views(&self) -> Vec<&View> {
        let views = self.views.values().filter(|view| !view.retired);
        let mut views: Vec<_> = views.collect();
        views.sort_by_cached_key(|view| (view.place, view.name.to_lowercase()));
        views
    }

    /// Whether somebody founded the workspace yet.
    #[must_use]
    pub fn is_founded(&self) -> bool {
        self.tags.values().any(String::is_empty)
    }

    /// The first letters A, B … Z, AA, AB … that no replica's references use.
    #[must_use]
    pub fn free_tag(&self) -> String {
        let letters = || (b'A'..=b'Z').map(char::from);
        let one = letters().map(String::from);
        let two =
            letters().flat_map(|first| letters().map(move |second| format!("{first}{second}")));
        let taken: BTreeSet<&str> = self.tags.values().map(String::as_str).collect();
        one.chain(two)
            .find(|tag| !taken.contains(tag.as_str()))
            .unwrap_or_else(|| "ZZ".to_owned())
    }
}

/// The built-in main categories with the slugs that pages use.
pub const MAIN_CATEGORIES: [(&str, &str, CategoryId); 5] = [
    ("hardware", "Hardware", CategoryId::built_in(1)),
    ("network", "Network", CategoryId::built_in(2)),
    ("software", "Software", CategoryId::built_in(3)),
    ("security", "Security", CategoryId::built_in(4)),
    ("human-error", "Human error", CategoryId::built_in(5)),
];

const SUBCATEGORIES: [&[&str]; 5] = [
    &[
        "Server",
        "Storage",
        "Workstation",
        "Printer",
        "Medical or plant device",
        "Power and cooling",
    ],
    &[
        "WAN and internet",
        "LAN",
        "Wi-Fi",
        "VPN",
        "DNS and DHCP",
        "Telephony",
    ],
    &[
        "Application",
        "Database",
        "Operating system",
        "E-mail",
        "Integration",
        "Update or release",
    ],
    &[
        "Phishing",
        "Malware",
        "Unauthorised access",
        "Data exposure",
        "Lost device",
        "Vulnerability",
    ],
    &[
        "Wrong configuration",
        "Accidental deletion",
        "Misdirected message",
        "Missed procedure",
        "Physical damage",
    ],
];

fn built_in_categories() -> BTreeMap<CategoryId, Category> {
    let mut categories = BTreeMap::new();
    let mut add = |id, name: &str, parent| {
        categories.insert(
            id,
            Category {
                id,
                name: name.to_owned(),
                parent,
                retired: false,
            },
        );
    };
    for (main, (&(_, name, parent), children)) in
        (1_u16..).zip(MAIN_CATEGORIES.iter().zip(SUBCATEGORIES))
    {
        add(parent, name, None);
        for (sub, child) in (1_u16..).zip(children) {
            add(CategoryId::built_in(main << 8 | sub), child, Some(parent));
        }
    }
    categories
}
