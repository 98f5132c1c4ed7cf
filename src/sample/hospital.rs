//! Northwind Health: who works there, what it runs and where. All of it is made up.

use crate::{
    domain::{
        command::{Actor, Command},
        fact::{Person, Service, Team},
        ids::{PersonId, ReplicaId, ServiceId, TeamId},
    },
    sample::dice::Dice,
};

/// Name, team, and whether nights too.
const PEOPLE: [(&str, &str, bool); 10] = [
    ("Ana", "Platform", true),
    ("Ben", "Network", true),
    ("Chidi", "Clinical apps", false),
    ("Dara", "Security", true),
    ("Elif", "Service desk", false),
    ("Femi", "Platform", false),
    ("Grace", "Clinical apps", true),
    ("Hugo", "Service desk", true),
    ("Ines", "Network", false),
    ("Jonas", "Security", false),
];

const TEAMS: [&str; 5] = [
    "Network",
    "Clinical apps",
    "Platform",
    "Service desk",
    "Security",
];

const SERVICES: [(&str, &str); 17] = [
    ("Patient records", "Clinical apps"),
    ("Medication orders", "Clinical apps"),
    ("Bed board", "Clinical apps"),
    ("Imaging", "Clinical apps"),
    ("Laboratory", "Clinical apps"),
    ("Patient portal", "Clinical apps"),
    ("Network core", "Network"),
    ("Wi-Fi", "Network"),
    ("East Clinic WAN", "Network"),
    ("Telephony", "Network"),
    ("E-mail and calendar", "Platform"),
    ("File shares", "Platform"),
    ("Storage and servers", "Platform"),
    ("Sign-in", "Platform"),
    ("Payroll", "Platform"),
    ("Workplace devices", "Service desk"),
    ("Printing", "Service desk"),
];

pub(super) const WARDS: [&str; 9] = [
    "Ward 2",
    "Ward 3",
    "Ward 4",
    "Ward 7",
    "Ward 9",
    "Maternity",
    "Intensive care",
    "Pharmacy",
    "Admissions",
];
pub(super) const SITES: [&str; 4] = ["East Clinic", "West Clinic", "Main house", "Rehab centre"];
pub(super) const ROOMS: [&str; 6] = [
    "room 114",
    "room 208",
    "theatre 3",
    "the dialysis room",
    "Building C",
    "the doctors’ lounge",
];
pub(super) const CALLERS: [&str; 12] = [
    "Nurse Okafor",
    "Nurse Lindqvist",
    "Dr. Osei",
    "Dr. Marchetti",
    "Front desk",
    "Ward clerk Bauer",
    "Pharmacist Tran",
    "Radiographer Novak",
    "Facilities",
    "Bed manager Silva",
    "Lab lead Haddad",
    "Night sister Byrne",
];

/// The people, teams and services with their ids.
#[derive(Clone, Debug)]
pub(super) struct Hospital {
    people: Vec<PersonId>,
    teams: Vec<TeamId>,
    services: Vec<ServiceId>,
}

impl Hospital {
    pub fn new(dice: &mut Dice) -> Self {
        Self {
            people: PEOPLE.iter().map(|_| PersonId(dice.bytes())).collect(),
            teams: TEAMS.iter().map(|_| TeamId(dice.bytes())).collect(),
            services: SERVICES.iter().map(|_| ServiceId(dice.bytes())).collect(),
        }
    }

    /// What defines people, teams and services, as Ana would on the first day.
    pub fn definitions(&self) -> Command {
        // She herself is recorded with her first act.
        let people = PEOPLE
            .iter()
            .zip(&self.people)
            .skip(1)
            .map(|(&(name, ..), &id)| {
                Command::DefinePerson(Person {
                    id,
                    name: name.to_owned(),
                    retired: false,
                })
            });
        let teams = TEAMS.iter().zip(&self.teams).map(|(&name, &id)| {
            let members = (PEOPLE.iter().zip(&self.people))
                .filter(|((_, team, _), _)| *team == name)
                .map(|(_, &person)| person);
            Command::DefineTeam(Team {
                id,
                name: name.to_owned(),
                members: members.collect(),
                retired: false,
            })
        });
        let services = SERVICES
            .iter()
            .zip(&self.services)
            .map(|(&(name, team), &id)| {
                Command::DefineService(Service {
                    id,
                    name: name.to_owned(),
                    team: self.team(team),
                    retired: false,
                })
            });
        Command::All(people.chain(teams).chain(services).collect())
    }

    /// Somebody as the one who acts, from a replica.
    pub fn actor(&self, name: &str, replica: ReplicaId, zone: &str) -> Actor {
        Actor {
            replica,
            person: self.person(name).unwrap_or_default(),
            name: name.to_owned(),
            workspace_name: "Northwind Health (sample)".to_owned(),
            zone: zone.to_owned(),
        }
    }

    pub fn person(&self, name: &str) -> Option<PersonId> {
        let place = PEOPLE.iter().position(|(person, ..)| *person == name)?;
        self.people.get(place).copied()
    }

    pub fn team(&self, name: &str) -> Option<TeamId> {
        let place = TEAMS.iter().position(|team| *team == name)?;
        self.teams.get(place).copied()
    }

    pub fn service(&self, name: &str) -> Option<ServiceId> {
        let place = SERVICES.iter().position(|(service, _)| *service == name)?;
        self.services.get(place).copied()
    }
}

/// The name as it stands in the list.
pub(super) fn name(text: &str) -> Option<&'static str> {
    let mut names = PEOPLE.iter().map(|(name, ..)| *name);
    names.find(|name| *name == text)
}

/// Somebody of a team who is there at that hour.
pub(super) fn member(dice: &mut Dice, team: &str, hour: i64) -> &'static str {
    let is_night = !(7..19).contains(&hour);
    let mut there: Vec<&str> = (PEOPLE.iter())
        .filter(|(_, of, nights)| *of == team && (*nights || !is_night))
        .map(|(name, ..)| *name)
        .collect();
    if there.is_empty() {
        there.push("Ana");
    }
    dice.pick::<&str>(&there)
}
