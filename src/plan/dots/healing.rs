//! What time makes of a session's dots: healing over weeks, fading over years.
//!
//! Nothing here is measured on scalps: healing follows what clinics describe, fading is derived from how long the look is
//! said to last (docs/domain.md 6 and 7). All of it is an assumption, shown as typical and worst.

use crate::design::needle::DEPTH_STEPS_MM;
use crate::design::stage::SETTLED_DAYS;
use crate::design::{Design, Fill, Knob};
use crate::plan::smooth;

/// What has become of a session's dots at a moment, relative to settled ones.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DotState {
    /// Diameter over the settled diameter.
    pub diameter: f64,
    /// Concentration of the ink over the settled one: wider dots hold the same ink.
    pub ink: f64,
    /// Share of the dot's light that it takes away, over the settled dot.
    pub strength: f64,
    /// Share of the grey between the dots that is there, over the settled one.
    pub veil: f64,
    /// How much deeper the top of the pigment lies, mm.
    pub deeper_mm: f64,
    /// Redness round the dot, 0 to 1 (1 is a fresh session).
    pub redness: f64,
    /// Crust on the dot, 0 to 1.
    pub crust: f64,
    /// Years of fading.
    pub years: f64,
}

impl DotState {
    /// A settled dot.
    pub const SETTLED: DotState = DotState {
        diameter: 1.0,
        ink: 1.0,
        strength: 1.0,
        veil: 1.0,
        deeper_mm: 0.0,
        redness: 0.0,
        crust: 0.0,
        years: 0.0,
    };
}

/// A day of healing: strength, veil and diameter over the settled dot, redness, crust.
struct HealingDay {
    day: f64,
    strength: f64,
    veil: f64,
    diameter: f64,
    redness: f64,
    crust: f64,
}

const fn on(day: f64, [strength, veil, diameter]: [f64; 3], redness: f64, crust: f64) -> HealingDay {
    HealingDay {
        day,
        strength,
        veil,
        diameter,
        redness,
        crust,
    }
}

/// Healing in days. Diameter 1.4 fresh (250 µm to 100–150 µm, one practitioner); opacity 1, 0.95, 0.55 ('phantom fade', size included),
/// 0.68 over the fresh one; redness gone about day 4, crusts off by day 7 (docs/domain.md 1.1 and 6; assumption). Fresh work
/// stands in separate dots: the grey between them comes as it heals (early work in photos, docs/look.md).
const HEALING: [HealingDay; 7] = [
    on(0.0, [1.45, 0.35, 1.40], 1.0, 0.5),
    on(2.0, [1.43, 0.40, 1.36], 0.7, 1.0),
    on(4.0, [1.38, 0.50, 1.28], 0.3, 1.0),
    on(7.0, [0.76, 0.80, 1.06], 0.03, 0.1),
    on(10.0, [0.74, 0.90, 1.05], 0.0, 0.0),
    on(14.0, [0.85, 0.95, 1.03], 0.0, 0.0),
    on(30.0, [1.0, 1.0, 1.0], 0.0, 0.0),
];

fn healing(day: f64) -> HealingDay {
    let after = HEALING.iter().position(|row| row.day > day);
    let (from, to) = match after {
        Some(0) => (&HEALING[0], &HEALING[0]),
        Some(index) => (&HEALING[index - 1], &HEALING[index]),
        None => (&HEALING[HEALING.len() - 1], &HEALING[HEALING.len() - 1]),
    };
    let t = if to.day > from.day {
        (day - from.day) / (to.day - from.day)
    } else {
        0.0
    };
    let mix = |a: f64, b: f64| a + (b - a) * t;
    HealingDay {
        day,
        strength: mix(from.strength, to.strength),
        veil: mix(from.veil, to.veil),
        diameter: mix(from.diameter, to.diameter),
        redness: mix(from.redness, to.redness),
        crust: mix(from.crust, to.crust),
    }
}

/// Share of the strength lost in a year, typical and worst: 10–15 % gives the 4–6 years that clinics quote (docs/domain.md
/// 7; assumption).
const LOSS_PER_YEAR: [f64; 2] = [0.12, 0.20];
/// Growth of the diameter in a year, typical and worst, and where it ends (docs/domain.md 1.5; assumption).
const GROWTH_PER_YEAR: [f64; 2] = [0.05, 0.10];
const GROWTH_END: f64 = 1.5;
/// The same for pigment that lies too deep: blow-out.
const BLOW_OUT_PER_YEAR: f64 = 0.25;
const BLOW_OUT_END: f64 = 2.5;
/// How much deeper the pigment's top lies each year: the upper grains go first (assumption).
const SINKS_MM_PER_YEAR: f64 = 0.010;
/// What is left of pigment that lies at the surface, after a month (too shallow: lost in 2–4 weeks, docs/domain.md 1.3).
const SHALLOWEST: (f64, f64) = (0.03, 0.30);
/// Loss in the first month where no aftercare is kept (assumption).
const NO_AFTERCARE: f64 = 0.25;
/// Melanosomes from which skin counts as dark; it asks for fewer touch-ups (docs/domain.md 7; amount: assumption).
const DARK: (f64, f64) = (0.15, 0.85);

/// What the client's skin and life make of the fading, over a usual one.
fn skin_factor(design: &Design, melanosomes: f64) -> f64 {
    let oil = 0.85 + 0.3 * design.get(Knob::SkinOil) + 0.2 * (2.0 * design.get(Knob::SkinOil) - 1.0).max(0.0);
    let sun = 0.72 + 0.7 * design.get(Knob::Sun);
    let flaking = 1.0 + 0.3 * design.get(Knob::Flaking);
    let dark = if melanosomes > DARK.0 { DARK.1 } else { 1.0 };
    oil * sun * flaking * dark
}

/// Share of the strength that is lost in a year on this client, typical (`course` 0) to worst (1).
pub fn loss_per_year(design: &Design, melanosomes: f64, course: f64) -> f64 {
    let rate = LOSS_PER_YEAR[0] + (LOSS_PER_YEAR[1] - LOSS_PER_YEAR[0]) * course;
    (rate * skin_factor(design, melanosomes)).min(0.9)
}

/// Years until the look has fallen to `share` of the healed one: worst and typical.
pub fn years_until(design: &Design, melanosomes: f64, share: f64) -> [f64; 2] {
    [1.0, 0.0].map(|course| libm::log(share) / libm::log(1.0 - loss_per_year(design, melanosomes, course)))
}

/// Share of a dot's pigment that outlasts the first month at a depth.
pub fn kept_at_depth(depth_mm: f64) -> f64 {
    let (at_mm, kept) = SHALLOWEST;
    let rise = (depth_mm - at_mm) / (DEPTH_STEPS_MM[0] - at_mm);
    kept + (1.0 - kept) * smooth(rise)
}

/// What the moment that a design shows has made of a session (counted from 0) in a fill. `None` before the session.
pub fn state(design: &Design, fill: &Fill, session: usize, melanosomes: f64) -> Option<DotState> {
    let depth_mm = design.of_fill(fill, Knob::Depth);
    let shown = design.session_shown();
    if session >= shown {
        return None;
    }
    let years = design.get(Knob::Years);
    let weeks: f64 = (session + 1..shown)
        .map(|later| design.of_session(later, Knob::Weeks))
        .sum();
    let since = if years > 0.0 {
        SETTLED_DAYS
    } else {
        design.get(Knob::Day)
    };
    let day = (since + 7.0 * weeks).min(SETTLED_DAYS);
    let healed = healing(day);
    let course = design.get(Knob::Course);
    let too_deep = depth_mm >= DEPTH_STEPS_MM[2];
    let mix = |pair: [f64; 2]| pair[0] + (pair[1] - pair[0]) * course;
    let (growth, end) = match too_deep {
        true => (BLOW_OUT_PER_YEAR, BLOW_OUT_END),
        false => (mix(GROWTH_PER_YEAR), GROWTH_END),
    };
    let grown = (1.0 + growth * years).min(end);
    let settled = smooth(day / SETTLED_DAYS);
    let first_month = design.of_fill_session(fill, session, Knob::Retention)
        * kept_at_depth(depth_mm)
        * (1.0 - NO_AFTERCARE * (1.0 - design.get(Knob::Aftercare)));
    let kept = 1.0 + (first_month - 1.0) * settled;
    let faded = libm::pow(1.0 - loss_per_year(design, melanosomes, course), years);
    let light_skin = 1.0 - (melanosomes / 0.4).min(1.0) * 0.6;
    Some(DotState {
        diameter: healed.diameter * grown,
        ink: 1.0 / (grown * grown),
        strength: healed.strength * kept * faded,
        veil: healed.veil,
        deeper_mm: SINKS_MM_PER_YEAR * years,
        // The needle goes over the whole area again: skin reddens round older dots too.
        redness: healing(since).redness * design.get(Knob::Redness) * light_skin,
        crust: healed.crust * design.get(Knob::Crusts),
        years,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::TreatmentStage;

    fn at(stage: &str, change: &[(Knob, f64)]) -> DotState {
        let mut design = Design::default();
        for (knob, value) in change {
            design.set(*knob, *value).unwrap();
        }
        design.show(TreatmentStage::parse(stage).unwrap());
        state(&design, &at_depth(0.12), design.session_shown() - 1, 0.02).unwrap()
    }

    fn at_depth(depth_mm: f64) -> Fill {
        let mut fill = Fill::scalp();
        fill.knobs.insert(Knob::Depth, depth_mm);
        fill
    }

    #[test]
    fn a_session_heals_as_clinics_describe_it() {
        let (fresh, week, healed) = (at("fresh", &[]), at("day:8", &[]), at("healed", &[]));
        assert!(fresh.strength > 1.3 && fresh.diameter > 1.3 && fresh.redness > 0.9);
        assert!(week.strength < healed.strength, "phantom fade");
        assert_eq!(
            (healed.strength, healed.diameter, healed.redness),
            (1.0, 1.0, 0.0)
        );
        assert_eq!(fresh.crust, 0.0, "crusts are left out unless asked for");
    }

    #[test]
    fn years_make_dots_fainter_wider_and_deeper() {
        let (five, ten) = (at("year:5", &[]), at("year:10", &[]));
        assert!(five.strength > 0.45 && five.strength < 0.65, "{}", five.strength);
        assert!(ten.strength < five.strength && five.diameter > 1.15 && five.deeper_mm > 0.0);
        assert!(
            (five.ink * five.diameter * five.diameter - 1.0).abs() < 1e-9,
            "ink is conserved"
        );
        let worst = at("year:5", &[(Knob::Course, 1.0)]);
        let sunny = at("year:5", &[(Knob::Sun, 1.0)]);
        assert!(worst.strength < five.strength && sunny.strength < five.strength);
        let [worst, typical] = years_until(&Design::default(), 0.02, 0.5);
        assert!(
            worst > 2.0 && typical < 8.0 && worst < typical,
            "{worst} {typical}"
        );
    }

    #[test]
    fn earlier_sessions_are_older_and_later_ones_not_there() {
        let mut design = Design::default();
        design.show(TreatmentStage::parse("session:2+fresh").unwrap());
        let fill = at_depth(0.12);
        let first = state(&design, &fill, 0, 0.02).unwrap();
        let second = state(&design, &fill, 1, 0.02).unwrap();
        assert!(first.diameter < second.diameter && first.redness == second.redness);
        assert_eq!(state(&design, &fill, 2, 0.02), None);
    }

    #[test]
    fn scarred_skin_keeps_less_of_what_it_was_given() {
        let mut design = Design::default();
        design.fills.push(Fill {
            name: "scar".to_owned(),
            ..Fill::scalp()
        });
        design.apply_setting("scar.session1.retention=0.6").unwrap();
        let kept = |fill: usize, session| {
            state(&design, &design.fills[fill], session, 0.02)
                .unwrap()
                .strength
        };
        assert!((kept(1, 0) / kept(0, 0) - 0.6).abs() < 1e-9);
        assert_eq!(kept(1, 1), kept(0, 1), "of that session only");
    }

    #[test]
    fn shallow_pigment_is_lost_and_deep_pigment_blows_out() {
        let mut design = Design::default();
        let strength = |design: &Design, depth| state(design, &at_depth(depth), 0, 0.02).unwrap();
        assert!(strength(&design, 0.03).strength < 0.4);
        design.show(TreatmentStage::parse("year:5").unwrap());
        assert!(strength(&design, 0.40).diameter > 1.3 * strength(&design, 0.12).diameter);
    }
}
