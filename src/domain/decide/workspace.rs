//! What a workspace is told about itself, and what a replica says before its first act.

use crate::domain::{
    board::Board,
    command::{Actor, Command, Rejection},
    decide::{LONGEST_TITLE, changes, needed, promise, replace},
    event::{Intent, Subject},
    fact::{Adopted, Fact, Founded, Joined, Person, Text},
    priority::{Level, Matrix},
    value::{Field, Value},
};

/// The most characters that the query of a view may have.
const LONGEST_QUERY: usize = 4_000;
/// The most characters that a time zone may have.
pub(super) const LONGEST_ZONE: usize = 100;

/// What a replica and a person record before their first act: the founding or the joining, and a
/// name.
pub(super) fn arrive(board: &Board, actor: &Actor) -> Result<Vec<Intent>, Rejection> {
    let settings = &board.settings;
    let mut intents = Vec::new();
    if settings.tags.contains_key(&actor.replica) && settings.people.contains_key(&actor.person) {
        return Ok(intents);
    }
    let ledger = board.ledger(Subject::Workspace);
    let mut record = |fields: &[Field], fact| {
        intents.push(replace(&ledger, Subject::Workspace, fields, fact));
    };
    if !settings.tags.contains_key(&actor.replica) {
        let tag = Field::Tag(actor.replica);
        if settings.is_founded() {
            let tag_letters = settings.free_tag();
            record(&[tag], Fact::WorkspaceJoined(Joined { tag: tag_letters }));
        } else {
            let founded = Founded {
                name: short("The name", &actor.workspace_name, LONGEST_TITLE)?,
                zone: short("The zone", &actor.zone, LONGEST_ZONE)?,
            };
            let fields = [Field::WorkspaceName, Field::Zone, tag];
            record(&fields, Fact::WorkspaceFounded(founded));
        }
    }
    if !settings.people.contains_key(&actor.person) {
        let person = Person {
            id: actor.person,
            name: short("The name", &actor.name, LONGEST_TITLE)?,
            retired: false,
        };
        record(&[Field::Person(person.id)], Fact::PersonDefined(person));
    }
    Ok(intents)
}

/// A text that may be empty.
pub(super) fn short(field: &'static str, text: &str, limit: usize) -> Result<String, Rejection> {
    match needed(field, text, limit, Rejection::NoName) {
        Err(Rejection::NoName) => Ok(String::new()),
        other => other,
    }
}

pub(super) fn set(
    board: &Board,
    command: Command,
    earlier: &[Intent],
) -> Result<Intent, Rejection> {
    let name = |name: &str| needed("The name", name, LONGEST_TITLE, Rejection::NoName);
    let (field, value, fact) = match command {
        Command::NameWorkspace(text) => {
            let text = name(&text)?;
            let value = Value::Text(text.clone());
            (
                Field::WorkspaceName,
                value,
                Fact::WorkspaceNamed(Text { text }),
            )
        }
        Command::SetZone(text) => {
            let text = needed("The zone", &text, LONGEST_ZONE, Rejection::BadZone)?;
            let value = Value::Text(text.clone());
            (Field::Zone, value, Fact::ZoneSet(Text { text }))
        }
        Command::SetBudgets(budgets) => (
            Field::Budgets,
            Value::Budgets(budgets),
            Fact::BudgetsSet(budgets),
        ),
        Command::DefinePerson(mut person) => {
            person.name = name(&person.name)?;
            let value = Value::PersonDefined(person.clone());
            (Field::Person(person.id), value, Fact::PersonDefined(person))
        }
        Command::DefineTeam(mut team) => {
            team.name = name(&team.name)?;
            let value = Value::TeamDefined(team.clone());
            (Field::TeamDefined(team.id), value, Fact::TeamDefined(team))
        }
        Command::DefineService(mut service) => {
            service.name = name(&service.name)?;
            let value = Value::ServiceDefined(service.clone());
            let field = Field::ServiceDefined(service.id);
            (field, value, Fact::ServiceDefined(service))
        }
        Command::DefineCategory(mut category) => {
            category.name = name(&category.name)?;
            if board.settings.categories.get(&category.id) == Some(&category) {
                return Err(Rejection::NoChange);
            }
            let value = Value::CategoryDefined(category.clone());
            let field = Field::CategoryDefined(category.id);
            (field, value, Fact::CategoryDefined(category))
        }
        Command::DefineMapping(mut mapping) => {
            mapping.name = name(&mapping.name)?;
            let value = Value::MappingDefined(mapping.clone());
            let field = Field::MappingDefined(mapping.id);
            (field, value, Fact::MappingDefined(mapping))
        }
        Command::DefineMatrix(matrix) => {
            let matrix = whole(matrix)?;
            let value = Value::Matrix(matrix.clone());
            (Field::Matrix, value, Fact::MatrixDefined(matrix))
        }
        Command::DefineView(mut view) => {
            view.name = name(&view.name)?;
            view.query = short("The filter", &view.query, LONGEST_QUERY)?;
            let value = Value::ViewDefined(view.clone());
            (Field::ViewDefined(view.id), value, Fact::ViewDefined(view))
        }
        Command::DefineCalendar(calendar) => {
            let calendar = promise::calendar(calendar)?;
            if board.settings.calendars.get(&calendar.id) == Some(&calendar) {
                return Err(Rejection::NoChange);
            }
            let value = Value::CalendarDefined(calendar.clone());
            let field = Field::CalendarDefined(calendar.id);
            (field, value, Fact::CalendarDefined(calendar))
        }
        Command::DefinePolicy(policy) => {
            let policy = promise::policy(board, policy, earlier)?;
            let value = Value::Policy(policy.clone());
            (Field::Policy, value, Fact::PolicyDefined(policy))
        }
        Command::Adopt(ws) if ws != board.ws => {
            let fact = Fact::WorkspaceAdopted(Adopted { ws });
            (Field::Adopted(ws), Value::Flag, fact)
        }
        _ => return Err(Rejection::NoChange),
    };
    let ledger = board.ledger(Subject::Workspace);
    changes(&ledger, field, &value)?;
    Ok(replace(&ledger, Subject::Workspace, &[field], fact))
}

fn whole(matrix: Matrix) -> Result<Matrix, Rejection> {
    let fits = |text: &str| text.chars().count() <= LONGEST_TITLE;
    let named = |levels: &[Level]| {
        (levels.iter())
            .all(|level| !level.name.trim().is_empty() && fits(&level.name) && fits(&level.hint))
    };
    let whole = matrix.is_whole() && fits(&matrix.name);
    (whole && named(&matrix.impact) && named(&matrix.urgency))
        .then_some(matrix)
        .ok_or(Rejection::BrokenMatrix)
}
