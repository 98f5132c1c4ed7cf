//! The plots of `plots.txt`.

use crate::{
    domain::{ids::CategoryId, state::HoldReason},
    sample::{
        dice::Dice,
        hospital::{ROOMS, SITES, WARDS},
    },
};

/// One kind of incident that comes again and again.
#[derive(Clone, Debug)]
pub(super) struct Plot {
    pub category: CategoryId,
    pub weight: i64,
    pub service: &'static str,
    pub team: &'static str,
    pub impact: u8,
    pub urgency: u8,
    /// The usual time to resolve.
    pub minutes: i64,
    pub title: &'static str,
    pub notes: Vec<&'static str>,
    pub hold: Option<(HoldReason, &'static str)>,
    pub fix: &'static str,
}

/// All plots, in the order of the file.
pub(super) fn plots() -> Vec<Plot> {
    include_str!("plots.txt").lines().filter_map(plot).collect()
}

fn plot(line: &'static str) -> Option<Plot> {
    let mut cells = line.split('|').map(str::trim);
    let (main, sub) = cells.next()?.split_once('.')?;
    let main: u16 = main.parse().ok()?;
    let weight = cells.next()?.parse().ok()?;
    let (service, team) = (cells.next()?, cells.next()?);
    let (impact, urgency) = cells.next()?.split_once(' ')?;
    let minutes = cells.next()?.parse().ok()?;
    let title = cells.next()?;
    let notes = cells.next()?.split(';').map(str::trim).collect();
    let hold = cells.next()?.split_once(": ");
    let hold = hold.and_then(|(reason, why)| Some((HoldReason::from_slug(reason)?, why)));
    Some(Plot {
        category: CategoryId::built_in(main << 8 | sub.parse::<u16>().ok()?),
        weight,
        service,
        team,
        impact: impact.parse().ok()?,
        urgency: urgency.parse().ok()?,
        minutes,
        title,
        notes,
        hold,
        fix: cells.next()?,
    })
}

/// A plot, the weightier the likelier.
pub(super) fn choose<'a>(dice: &mut Dice, plots: &'a [Plot]) -> (usize, &'a Plot) {
    let mut left = dice.between(1, plots.iter().map(|plot| plot.weight).sum());
    for (place, plot) in plots.iter().enumerate() {
        left -= plot.weight;
        if left <= 0 {
            return (place, plot);
        }
    }
    (0, &plots[0])
}

/// A text with its places filled in.
pub(super) fn fill(dice: &mut Dice, text: &str) -> String {
    let number = dice.between(2, 40).to_string();
    let degrees = dice.between(29, 34).to_string();
    let mut filled = text.to_owned();
    for (mark, word) in [
        ("{ward}", *dice.pick(&WARDS)),
        ("{site}", *dice.pick(&SITES)),
        ("{room}", *dice.pick(&ROOMS)),
        ("{n}", &number),
        ("{deg}", &degrees),
    ] {
        filled = filled.replace(mark, word);
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_plot_can_be_told() {
        let lines = include_str!("plots.txt").lines();
        let told = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
        let plots = plots();
        assert_eq!(plots.len(), told.count());
        let mut dice = Dice::new(1);
        let hospital = crate::sample::hospital::Hospital::new(&mut dice);
        for plot in &plots {
            assert!(hospital.service(plot.service).is_some(), "{}", plot.service);
            assert!(hospital.team(plot.team).is_some(), "{}", plot.team);
            assert!((1..=5).contains(&plot.impact) && (1..=5).contains(&plot.urgency));
            assert!(!fill(&mut dice, plot.title).contains('{'));
            assert!(plot.title.chars().count() <= 80);
        }
        let held = include_str!("plots.txt")
            .lines()
            .filter(|line| line.contains(": ") && !line.starts_with('#'));
        assert!(held.count() >= plots.iter().filter(|plot| plot.hold.is_some()).count());
    }
}
