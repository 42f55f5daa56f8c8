//! Where the temples of the hairline meet the client's own hair.

use super::{Design, HairlineOutline, Knob};
use crate::head::Head;
use glam::DVec3;

/// Points of a side whose distance from the hair is asked for, and the knob that draws them back to it.
const DRAWN_BACK: [([&str; 2], Knob); 2] = [
    (["temporal-peak-left", "temporal-peak-right"], Knob::TempleBack),
    (["infratemporal-left", "infratemporal-right"], Knob::Infratemporal),
];
/// The line stays this far before the hair, so that its soft edge lies at the hair, mm (assumption).
const BEFORE_HAIR_MM: f64 = 2.0;
/// Nearer hair is met as it is, mm.
const LEAST_MM: f64 = 3.0;

impl Design {
    /// The knobs that draw the temples back to where the client's own hair begins, with their values. `bare_mm` tells how much
    /// bare skin lies behind a place of the head before hair begins, mm along the skin; `None` where no hair is seen. Temples
    /// that no photo shows, or that meet the hair, are left out.
    pub fn temples_at_hair(&self, head: &Head, bare_mm: impl Fn(DVec3) -> Option<f64>) -> Vec<(Knob, f64)> {
        let mut plain = self.clone();
        for (_, knob) in DRAWN_BACK {
            plain.knobs.remove(&knob);
        }
        let Some(outline) = HairlineOutline::evaluate(head, &plain) else {
            return Vec::new();
        };
        let back = |(places, knob): ([&str; 2], Knob)| {
            let seen: Vec<f64> = outline
                .control
                .iter()
                .filter(|point| point.extra.is_none() && places.contains(&point.name.name()))
                .filter_map(|point| bare_mm(point.direction))
                .collect();
            let mean_mm = seen.iter().sum::<f64>() / seen.len().max(1) as f64;
            let row = knob.row();
            let value = (row.default + mean_mm - BEFORE_HAIR_MM).round();
            // Temples may recede farther than the knob goes; where the infratemporal point's range ends the ear begins.
            let is_ear = knob == Knob::Infratemporal && value >= row.range[1];
            (mean_mm >= LEAST_MM && !is_ear).then_some((knob, value.clamp(row.range[0], row.range[1])))
        };
        DRAWN_BACK.into_iter().filter_map(back).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::styles;

    fn place(head: &Head, design: &Design, name: &str) -> DVec3 {
        let outline = HairlineOutline::evaluate(head, design).expect("an outline");
        let found = outline.control.iter().find(|point| point.name.name() == name);
        found.expect("a point").direction
    }

    #[test]
    fn the_line_comes_to_the_hair_and_a_style_leaves_it_there() {
        let (head, design) = (Head::default(), Design::default());
        let mut drawn = design.clone();
        for (knob, mm) in design.temples_at_hair(&head, |_| Some(14.0)) {
            drawn.set(knob, mm).expect("in range");
        }
        for style in [None, Some("mature")] {
            let (mut before, mut after) = (design.clone(), drawn.clone());
            if let Some(style) = style {
                let style = styles::find(style).expect("a style");
                style.apply(&mut before);
                style.apply(&mut after);
            }
            for name in ["temporal-peak-left", "infratemporal-right"] {
                let [before, after] = [&before, &after].map(|design| place(&head, design, name));
                let moved_mm = head.arc_length_mm(before, after);
                assert!((moved_mm - 12.0).abs() < 1.5, "{name} moved by {moved_mm:.1} mm");
                assert!(head.point_mm(after).z < head.point_mm(before).z - 5.0);
            }
        }
    }

    #[test]
    fn what_is_not_seen_or_meets_the_hair_stays_and_one_side_speaks_for_both() {
        let (head, design) = (Head::default(), Design::default());
        assert!(design.temples_at_hair(&head, |_| None).is_empty());
        assert!(design.temples_at_hair(&head, |_| Some(2.0)).is_empty());
        let left = |at: DVec3| (at.x > 0.0).then_some(20.0);
        assert_eq!(
            design.temples_at_hair(&head, left),
            [(Knob::TempleBack, 18.0), (Knob::Infratemporal, 61.0)]
        );
        // What is found far behind is the ear, and the peak goes back as far as it may.
        assert_eq!(
            design.temples_at_hair(&head, |_| Some(36.0)),
            [(Knob::TempleBack, 30.0)]
        );
        // A head whose temples were drawn back already is asked at the same places.
        let mut again = design.clone();
        again.set(Knob::TempleBack, 18.0).expect("in range");
        let head_place = place(&head, &design, "temporal-peak-left");
        let seen = again.temples_at_hair(&head, |at| (at == head_place).then_some(20.0));
        assert_eq!(seen, [(Knob::TempleBack, 18.0)]);
    }
}
