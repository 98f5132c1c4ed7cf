//! Deadlines as a calendar file: everybody's, or those of a person or a team.

use leptos::prelude::*;

use crate::{
    foreign::ics::write,
    report::{
        deadlines::{Deadline, Whose, holders, open},
        names, when,
    },
    ui::{
        desk::{Desk, use_desk},
        route::Route,
        timekeeper::{Timekeeper, use_timekeeper},
        widgets::{
            glyph::Glyph,
            icon::Icon,
            menu::{Menu, MenuItem},
            number::counted,
            tone::Tone,
        },
    },
};

/// The button `.ics` and whose deadlines it saves.
#[component]
pub fn CalendarMenu() -> impl IntoView {
    let (desk, keeper) = (use_desk(), use_timekeeper());
    let offers = Memo::new(move |_| offers(desk, keeper));
    let trigger = || {
        view! {
            <Icon glyph=Glyph::Calendar />
            ".ics"
        }
    };
    view! {
        <Menu
            trigger
            class="button button--plain button--small"
            attr:aria-label="Save deadlines as a calendar file (.ics)"
        >
            {move || {
                let item = |(whose, name): (Whose, String)| {
                    let glyph = match whose {
                        Whose::OfTeam(_) => Glyph::Users,
                        Whose::Of(_) => Glyph::User,
                        Whose::Everybodys => Glyph::Calendar,
                    };
                    let label = name.clone();
                    view! {
                        <MenuItem glyph on_pick=Callback::new(move |()| save(desk, keeper, whose, &name))>
                            {label}
                        </MenuItem>
                    }
                };
                offers.get().into_iter().map(item).collect_view()
            }}
        </Menu>
    }
}

/// Whose deadlines there are: all, mine, then people and teams by name.
fn offers(desk: Desk, keeper: Timekeeper) -> Vec<(Whose, String)> {
    let (people, teams) = keeper.read(holders);
    let me = desk.me();
    let mut offers = vec![(Whose::Everybodys, "All deadlines".to_owned())];
    desk.board(|board| {
        if people.contains(&me) {
            offers.push((Whose::Of(me), "Mine".to_owned()));
        }
        let people = people.into_iter().filter(|person| *person != me);
        let mut others: Vec<_> = people
            .map(|person| (Whose::Of(person), names::person(board, person).to_owned()))
            .collect();
        let teams = teams.into_iter();
        let mut teams: Vec<_> = teams
            .map(|team| (Whose::OfTeam(team), names::team(board, team).to_owned()))
            .collect();
        others.sort_by(|(_, one), (_, other)| one.cmp(other));
        teams.sort_by(|(_, one), (_, other)| one.cmp(other));
        offers.extend(others);
        offers.extend(teams);
    });
    offers
}

fn save(desk: Desk, keeper: Timekeeper, whose: Whose, name: &str) {
    let now = desk.now.get_untracked();
    let all = keeper.read(|clocks| open(clocks, whose));
    let (missed, ahead): (Vec<_>, Vec<_>) = all.into_iter().partition(|it| it.due <= now);
    if ahead.is_empty() {
        desk.say(
            "There is no deadline ahead, so there is no file.",
            Tone::Mute,
        );
        return;
    }
    let base = window().location().href().unwrap_or_default();
    let base = base.split('#').next().unwrap_or_default();
    let taken = when::full(now, |at| desk.offset(at));
    let events: Vec<_> = (ahead.iter())
        .map(|it| event(desk, it, base, &taken))
        .collect();
    let calendar = desk.board_now(|board| match board.settings.name.as_str() {
        "" => "Sitrep deadlines".to_owned(),
        name => format!("{name}: deadlines"),
    });
    let text = write::deadlines(&calendar, &events, now);
    let name = match whose {
        Whose::Everybodys => "deadlines".to_owned(),
        _ => format!("deadlines-{}", slug(name)),
    };
    let left_out = match missed.len() {
        0 => String::new(),
        late => format!(", without {late} that are late"),
    };
    let said = format!(
        "{} with alarms{left_out}. A calendar file is a copy of now: save it again after changes.",
        counted(events.len(), "deadline", "deadlines")
    );
    desk.save_calendar(&name, &text, &said);
}

fn event(desk: Desk, it: &Deadline, base: &str, taken: &str) -> write::Deadline {
    let (reference, title) = desk.board_now(|board| {
        let title = board.record(it.record).map(|record| record.title.clone());
        (board.reference(it.record), title.unwrap_or_default())
    });
    write::Deadline {
        record: it.record,
        clock: it.clock,
        cycle: it.cycle,
        summary: format!("{reference}: {}", it.name),
        description: format!(
            "{title}\nCopied from Sitrep at {taken}. What changes later is not in this copy: save it again."
        ),
        url: format!("{base}{}", Route::Incident(reference).href()),
        due: it.due,
        warn: it.at_risk,
    }
}

fn slug(name: &str) -> String {
    let parts = name.split(|letter: char| !letter.is_alphanumeric());
    let parts: Vec<_> = parts.filter(|part| !part.is_empty()).collect();
    parts.join("-").to_lowercase()
}
