//! How long the records of each group stayed in each state, one row a group.

use leptos::prelude::*;

use crate::{
    report::{
        kpi::{
            Groups,
            stays::{InState, Place, time_in_state},
        },
        when,
    },
    ui::{
        insights::{
            graphs::milliseconds,
            groups::{CutOff, MOST},
            study::Study,
        },
        widgets::number::grouped,
    },
};

/// One group's stays: the median in seconds and the number of those that ended, state by state.
#[derive(Clone, PartialEq)]
struct Row {
    label: String,
    stays: Vec<Option<(f64, usize)>>,
}

/// The states that occur, and a row a group.
#[derive(Clone, PartialEq)]
struct Table {
    places: Vec<Place>,
    rows: Vec<Row>,
    /// How many groups there are.
    groups: usize,
}

/// The table of times in state.
#[component]
pub fn GroupStates(study: Study) -> impl IntoView {
    let table = Memo::new(move |_| table(study));
    let by = move || study.asked.with(|asked| asked.by.label());
    let caption = move || format!("Time in each state by {}", by().to_lowercase());
    let is_empty = move || table.with(|table| table.rows.is_empty());
    let heads = move || {
        let head = |place: &Place| view! { <th scope="col">{place.label()}</th> };
        table.with(|table| table.places.iter().map(head).collect_view())
    };
    view! {
        <div class="panel insights__groups" hidden=is_empty>
            <h3>{caption} <small class="mute">"median of the stays that ended, and how many"</small></h3>
            <div class="chart__scroll" tabindex="0" role="region" aria-label=caption>
                <table class="chart__table">
                    <caption class="visually-hidden">{caption}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{by}</th>
                            {heads}
                        </tr>
                    </thead>
                    <tbody>{move || table.with(|table| table.rows.iter().map(|row| view_of(row, &table.places)).collect_view())}</tbody>
                </table>
            </div>
            <CutOff groups=Signal::derive(move || table.with(|table| table.groups)) />
        </div>
    }
}

fn view_of(row: &Row, places: &[Place]) -> impl IntoView + use<> {
    let cell = |(place, stays): (&Place, &Option<(f64, usize)>)| {
        let Some((median, n)) = *stays else {
            return view! { <td>"–"</td> }.into_any();
        };
        view! {
            <td data-place=place.slug() data-median=median.to_string() data-n=n>
                {when::duration(milliseconds(median))}
                <span class="mute">{format!(" n {}", grouped(n))}</span>
            </td>
        }
        .into_any()
    };
    view! {
        <tr data-stays=row.label.clone()>
            <th scope="row">{row.label.clone()}</th>
            {places.iter().zip(&row.stays).map(cell).collect_view()}
        </tr>
    }
}

fn table(study: Study) -> Table {
    let by = study.asked.with(|asked| asked.by);
    study.answer(|facts, question| {
        let groups = (study.desk).board_now(|board| Groups::of(facts, board, question, by));
        let (whole, _) = time_in_state(facts, question);
        let places: Vec<Place> = whole.iter().map(|state| state.place).collect();
        let members = groups.members();
        let each = members.iter().enumerate().map(|(group, members)| {
            let (states, _) = time_in_state(facts, &question.of(members));
            (group, states)
        });
        let mut each: Vec<_> = each.filter(|(_, states)| !states.is_empty()).collect();
        let found = each.len();
        if found > MOST {
            let most = |states: &[InState]| states.iter().map(|state| state.records).max();
            each.sort_by_key(|(_, states)| std::cmp::Reverse(most(states)));
            each.truncate(MOST);
        }
        let rows = each.into_iter().map(|(group, states)| {
            let stays = places.iter().map(|place| {
                let state = states.iter().find(|state| state.place == *place)?;
                state.stays.map(|stays| (stays.median_s(), stays.n))
            });
            let key = &groups.keys[group];
            Row {
                label: study.desk.board_now(|board| key.label(board)),
                stays: stays.collect(),
            }
        });
        Table {
            rows: rows.collect(),
            places,
            groups: found,
        }
    })
}
