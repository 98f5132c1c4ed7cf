//! What holds of every figure, whatever happened.

use proptest::prelude::*;
use sitrep::{
    domain::{board::Board, log::Log, time::Moment},
    plot::bins::{bins, duration_edges},
    report::{
        kpi::{
            Asked, Belongs, Between, By, Durations, Facts, FirstContact, Groups, LeftOut, Measure,
            Rate, Resolution, Similar, Switches,
            backlog::{backlog_at, backlog_over, volume, volume_by},
            durations::{durations, durations_by, durations_over},
            proof::{Figure, proof},
            rates::{escalations, rate, rate_by, rate_over, reassignments},
            recurrence::recurrence,
            seconds,
            series::{buckets, by_weekday_and_hour},
            stays::{Place, on_hold, time_in_state},
        },
        period::{Period, Span},
    },
};

use crate::{
    figures::utc,
    history::{History, dice::Dice, folded},
};

/// A board on which anything may have happened.
fn any_board(seed: u64) -> Board {
    folded(&History::of_seed(seed).copies()).1
}

fn facts_of(board: &Board) -> Facts {
    let mut facts = Facts::default();
    facts.update(board);
    facts
}

/// Variants and a stretch of time, by a number.
fn any_asked(facts: &Facts, seed: u64) -> Asked<'static> {
    let pick = |bit: u32| usize::try_from(seed >> bit & 1).unwrap();
    let switches = Switches {
        belongs: Belongs::ALL[pick(0)],
        resolution: Resolution::ALL[pick(1)],
        similar: Similar::ALL[pick(2)],
        first_contact: FirstContact::ALL[pick(3) + pick(4)],
        requests: pick(5) == 1,
    };
    let span = match facts.extent(None) {
        Some(extent) if pick(6) == 1 => Span {
            from: Moment(extent.from.0 + extent.to.since(extent.from) / 4),
            to: extent.to,
        },
        _ => Span::ALL,
    };
    Asked::all(&utc).within(span).with(switches)
}

/// Every figure, written out.
fn all_figures(facts: &Facts, asked: &Asked<'_>) -> String {
    let mut text = String::new();
    let at = facts.extent(None).map_or(Moment(0), Span::last);
    for &measure in Measure::ALL {
        text += &format!("{measure:?} {:?}\n", durations(facts, asked, measure));
    }
    for &which in Rate::ALL {
        text += &format!("{which:?} {:?}\n", rate(facts, asked, which));
    }
    text += &format!("{:?}\n", volume(facts, asked));
    text += &format!("{:?}\n", backlog_at(facts, asked, at));
    text += &format!("{:?}\n", time_in_state(facts, asked));
    text += &format!("{:?}\n", on_hold(facts, asked));
    text += &format!("{:?}\n", recurrence(facts, asked));
    text += &format!("{:?}\n", reassignments(facts, asked));
    text += &format!("{:?}\n", escalations(facts, asked));
    text + &format!("{:?}\n", by_weekday_and_hour(facts, asked))
}

fn sum(all: impl IntoIterator<Item = LeftOut>) -> [usize; 7] {
    let each = |one: LeftOut| {
        [
            one.open,
            one.missing,
            one.invalid,
            one.not_applicable,
            one.void,
            one.drills,
            one.other_kind,
        ]
    };
    all.into_iter().map(each).fold([0; 7], |mut sum, one| {
        for (sum, one) in sum.iter_mut().zip(one) {
            *sum += one;
        }
        sum
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_figure_computed_from_its_proof_is_the_figure(seed: u64, asking: u64) {
        let board = any_board(seed);
        let facts = facts_of(&board);
        let asked = any_asked(&facts, asking);
        for &measure in Measure::ALL {
            let proved = proof(&facts, &asked, Figure::Duration(measure));
            prop_assert_eq!(proved.durations(), durations(&facts, &asked, measure));
            // Narrowed to the bins of its distribution, the proof lists what each counts, all once.
            let lengths: Vec<f64> = proved.rows.iter().map(|row| seconds(row.value)).collect();
            let edges = duration_edges(&lengths, 12);
            let bins = bins(&lengths, &edges);
            let whole = |edge: f64| format!("{edge:.0}").parse().ok();
            let mut rows = Vec::new();
            for bin in bins.iter().rev() {
                let (from, to) = (bin.from.and_then(whole), bin.to.and_then(whole));
                let inside = proved.rows_between(Between { from, to });
                prop_assert_eq!(inside.len(), bin.count);
                rows.extend_from_slice(inside);
            }
            prop_assert_eq!(&rows, &proved.rows);
            let rows = csv::Reader::from_reader(proved.csv(&board).as_bytes())
                .into_records()
                .map(Result::unwrap)
                .count();
            prop_assert_eq!(rows, proved.rows.len() + proved.left_out.len());
        }
        for &which in Rate::ALL {
            let proved = proof(&facts, &asked, Figure::Rate(which));
            prop_assert_eq!(proved.ratio(), rate(&facts, &asked, which));
        }
        let proved = proof(&facts, &asked, Figure::Volume);
        prop_assert_eq!(proved.count(), volume(&facts, &asked));
        let at = facts.extent(None).map_or(Moment(0), Span::last);
        let proved = proof(&facts, &asked, Figure::Backlog(at));
        prop_assert_eq!(proved.count(), backlog_at(&facts, &asked, at));
        let proved = proof(&facts, &asked, Figure::OnHold);
        prop_assert_eq!(proved.on_hold(), on_hold(&facts, &asked));
        let proved = proof(&facts, &asked, Figure::Reassignments);
        prop_assert_eq!(proved.total(), i128::from(reassignments(&facts, &asked).times));
        let proved = proof(&facts, &asked, Figure::Escalations);
        prop_assert_eq!(proved.total(), i128::from(escalations(&facts, &asked).times));
        let (states, left_out) = time_in_state(&facts, &asked);
        for place in Place::ALL {
            let proved = proof(&facts, &asked, Figure::InState(place));
            let state = states.iter().find(|state| state.place == place);
            prop_assert_eq!(proved.total(), state.map_or(0, |state| state.total));
            prop_assert_eq!(proved.stays(), state.and_then(|state| state.stays));
            prop_assert_eq!(proved.left_out(), left_out);
        }
    }

    #[test]
    fn groups_and_buckets_sum_to_the_whole(seed: u64, asking: u64) {
        let board = any_board(seed);
        let facts = facts_of(&board);
        let asked = any_asked(&facts, asking);
        let whole = volume(&facts, &asked);
        for &by in By::ALL {
            let groups = Groups::of(&facts, &board, &asked, by);
            let volumes = volume_by(&facts, &asked, &groups);
            prop_assert_eq!(volumes.iter().map(|it| it.value).sum::<usize>(), whole.value);
            for &measure in Measure::ALL {
                let whole = durations(&facts, &asked, measure);
                let parts = durations_by(&facts, &asked, measure, &groups);
                prop_assert_eq!(parts.iter().map(Durations::n).sum::<usize>(), whole.n());
                let left_out = sum(parts.iter().map(|it| it.left_out));
                prop_assert_eq!(left_out, sum([whole.left_out]));
                for (number, part) in parts.iter().enumerate() {
                    let places = groups.places(number);
                    prop_assert_eq!(&durations(&facts, &asked.of(&places), measure), part);
                }
            }
            for &which in Rate::ALL {
                let whole = rate(&facts, &asked, which);
                let parts = rate_by(&facts, &asked, which, &groups);
                let yes: usize = parts.iter().map(|it| it.numerator).sum();
                let of: usize = parts.iter().map(|it| it.denominator).sum();
                prop_assert_eq!((yes, of), (whole.numerator, whole.denominator));
            }
        }
        let reported = asked.with(Switches::default());
        if let Some(buckets) = buckets(&facts, &reported, Period::All, Moment::LAST) {
            let parts = durations_over(&facts, &reported, Measure::Resolve, &buckets);
            let whole = durations(&facts, &reported, Measure::Resolve);
            prop_assert_eq!(parts.iter().map(Durations::n).sum::<usize>(), whole.n());
            let parts = rate_over(&facts, &reported, Rate::Reopen, &buckets);
            let whole = rate(&facts, &reported, Rate::Reopen);
            prop_assert_eq!(
                parts.iter().map(|it| it.denominator).sum::<usize>(),
                whole.denominator
            );
            let ends: Vec<_> = buckets.all.iter().map(|it| it.span.last()).collect();
            let each = ends.iter().map(|&at| backlog_at(&facts, &asked, at).value);
            prop_assert_eq!(backlog_over(&facts, &asked, &ends), each.collect::<Vec<_>>());
        }
        let hours = by_weekday_and_hour(&facts, &asked);
        prop_assert_eq!(hours.iter().flatten().sum::<usize>(), whole.value);
    }

    #[test]
    fn figures_depend_neither_on_the_order_of_events_nor_on_steps(seed: u64, asking: u64) {
        let mut events = History::of_seed(seed).copies();
        let (_, board) = folded(&events);
        let facts = facts_of(&board);
        let asked = any_asked(&facts, asking);
        let expected = all_figures(&facts, &asked);
        Dice::new(seed).shuffle(&mut events);
        let mut log = Log::default();
        let mut stepwise = Board::new(board.ws);
        let mut kept = Facts::default();
        for some in events.chunks(7) {
            let changes: Vec<_> = some
                .iter()
                .flat_map(|event| log.insert(event.clone()))
                .collect();
            stepwise.apply(&changes);
            kept.update(&stepwise);
        }
        prop_assert_eq!(stepwise.digest(), board.digest());
        prop_assert!(!kept.update(&stepwise));
        prop_assert_eq!(all_figures(&kept, &asked), expected);
    }
}
