//! What is said of the dots of a treatment.

use super::field::{FieldMeasures, TopShares};
use super::{CheckFinding, CheckKind, CheckLight, CheckLimit, CheckMend, CheckSubject};
use crate::design::{Fill, Knob, stops};

/// A mend goes this share below its limit, so that rounding doesn't fall back (assumption).
const BELOW: f64 = 0.95;
/// Steps of a mended shade (optical density), the least that is proposed first (the stop *Light*), and the least of all
/// (steps and least: assumptions).
const SHADE_STEP: f64 = 0.05;
const USUAL_SHADE: f64 = stops::SHADE_OD[0].1;
const LEAST_SHADE: f64 = 0.4;
/// Pigment whose top lies deeper is too deep, mm (the knob `depth`).
const DEEP_MM: f64 = 0.2;
/// Shares of darkness between which two fields look alike (assumption).
const ALIKE: [f64; 2] = [0.9, 1.1];
/// Less treated top than this leaves no island, cm² (assumption).
const LEAST_TREATED_CM2: f64 = 10.0;

/// Spread of the distance from a dot to its nearest neighbour (standard deviation over mean), by the knob `hand` (rows 0, 0.5, 1)
/// and the knob `clustering` (columns 0, 0.5, 1): measured of the program's own dots on the top of the demo head at 95 per cm²;
/// `tests/cli/check.rs` measures two of them again.
pub const SPACING_SPREAD: [[f64; 3]; 3] = [
    [0.101, 0.143, 0.191],
    [0.133, 0.171, 0.222],
    [0.196, 0.230, 0.286],
];

/// The table between its rows and columns.
fn spacing_spread(hand: f64, clustering: f64) -> f64 {
    let place = |share: f64| {
        let at = 2.0 * share.clamp(0.0, 1.0);
        let low = (at as usize).min(1);
        (low, at - low as f64)
    };
    let ((row, down), (column, across)) = (place(hand), place(clustering));
    let mix = |a: f64, b: f64, share: f64| a + (b - a) * share;
    let in_row = |row: usize| {
        mix(
            SPACING_SPREAD[row][column],
            SPACING_SPREAD[row][column + 1],
            across,
        )
    };
    mix(in_row(row), in_row(row + 1), down)
}

impl CheckSubject<'_> {
    /// All checks of the dots.
    pub(super) fn of_fields(&self, fields: &[FieldMeasures]) -> Vec<CheckFinding> {
        vec![
            self.dot_size(fields),
            self.darkness(fields),
            self.density(fields),
            self.pattern(fields),
            self.halo(),
        ]
    }

    fn light(value: f64, amber: f64, red: f64) -> CheckLight {
        match value {
            value if value > red => CheckLight::Red,
            value if value > amber => CheckLight::Amber,
            _ => CheckLight::Green,
        }
    }

    /// Where there are several fills, which one is meant.
    fn place(fields: &[FieldMeasures], worst: &FieldMeasures) -> String {
        match fields.len() {
            1 => String::new(),
            _ => format!(" in '{}'", worst.fill),
        }
    }

    /// The fill that was measured.
    fn fill_of(&self, measures: &FieldMeasures) -> Option<&Fill> {
        let mut fills = self.document.design.fills.iter();
        fills.find(|fill| fill.name == measures.fill)
    }

    /// A mend of one fill, or of the whole design where there is no other.
    fn field_mend(
        fields: &[FieldMeasures],
        worst: &FieldMeasures,
        label: String,
        settings: impl IntoIterator<Item = (Knob, f64)>,
    ) -> CheckMend {
        CheckMend {
            fill: (fields.len() > 1).then(|| worst.fill.clone()),
            ..CheckMend::by(label, settings)
        }
    }

    fn dot_size(&self, fields: &[FieldMeasures]) -> CheckFinding {
        let worst = most(fields, |field| field.apparent_mm);
        let mm = worst.apparent_mm;
        let [amber, red] = [CheckLimit::DotAmber, CheckLimit::DotRed].map(|limit| self.limits.get(limit));
        let light = Self::light(mm, amber, red);
        let place = Self::place(fields, worst);
        let sentence = match light {
            CheckLight::Green | CheckLight::Note => {
                format!("Dots are seen {mm:.2} mm wide{place}, like those of healed work.")
            }
            CheckLight::Amber | CheckLight::Red => format!(
                "Dots are seen {mm:.2} mm wide{place}; healed work has 0.31 to 0.43. They grow with the years and merge."
            ),
        };
        let cues = [("apparent_mm", mm), ("diameter_mm", worst.diameter_mm)];
        CheckFinding::new(CheckKind::DotSize, light, cues, sentence).mended(|| {
            let usual_mm = Knob::DotDiameter.row().default.min(worst.diameter_mm);
            let mut settings = vec![(Knob::DotDiameter, usual_mm)];
            // What is too deep is wide whatever its size.
            let depth_mm = Knob::Depth.row().default;
            let is_deep = |fill: &Fill| self.document.design.of_fill(fill, Knob::Depth) > DEEP_MM;
            let deep = self.fill_of(worst).is_some_and(is_deep);
            settings.extend(deep.then_some((Knob::Depth, depth_mm)));
            let label = "Take smaller dots".to_owned();
            Some(Self::field_mend(fields, worst, label, settings))
        })
    }

    fn darkness(&self, fields: &[FieldMeasures]) -> CheckFinding {
        let worst = most(fields, |field| field.over_usual);
        let by_skin = Self::light(
            worst.over_usual,
            self.limits.get(CheckLimit::DarkAmber),
            self.limits.get(CheckLimit::DarkRed),
        );
        let darkest = fields
            .iter()
            .filter_map(|field| field.over_sides)
            .fold(None, |most: Option<f64>, value| {
                Some(most.map_or(value, |most| most.max(value)))
            });
        let [amber, red] = [CheckLimit::SidesAmber, CheckLimit::SidesRed].map(|limit| self.limits.get(limit));
        let by_sides = darkest.map_or(CheckLight::Green, |value| Self::light(value, amber, red));
        let light = by_skin.max(by_sides);
        let place = Self::place(fields, worst);
        let sentence = match light {
            CheckLight::Green | CheckLight::Note => format!(
                "The field is {} usual healed work on this skin.",
                times(worst.over_usual)
            ),
            CheckLight::Amber | CheckLight::Red if by_sides >= by_skin => format!(
                "The field{place} is {} the client's own shaved sides: the join will show.",
                times(darkest.unwrap_or(1.0))
            ),
            CheckLight::Amber | CheckLight::Red => format!(
                "The field{place} is {} usual healed work on this skin: it reads as paint, first in bright light.",
                times(worst.over_usual)
            ),
        };
        let mut finding = CheckFinding::new(
            CheckKind::Darkness,
            light,
            [("over_usual", worst.over_usual)],
            sentence,
        );
        finding.cues.extend(darkest.map(|value| super::CheckCue {
            name: "over_sides",
            value,
        }));
        finding.mended(|| self.lighter(fields, worst))
    }

    /// The darkest shade with which no limit is passed; fewer and smaller dots too where shade alone, a weak control, doesn't do.
    fn lighter(&self, fields: &[FieldMeasures], worst: &FieldMeasures) -> Option<CheckMend> {
        let design = &self.document.design;
        let fill = self.fill_of(worst)?;
        let fine = |settings: &[(Knob, f64)]| {
            let mut fill = fill.clone();
            fill.knobs.extend(settings.iter().copied());
            let field = FieldMeasures::of_fill(design, &fill, self.client);
            let sides = self.limits.get(CheckLimit::SidesAmber);
            field.over_usual <= BELOW * self.limits.get(CheckLimit::DarkAmber)
                && field.over_sides.is_none_or(|over| over <= BELOW * sides)
        };
        let now = design.of_fill(fill, Knob::Shade);
        let fewer = (
            Knob::Density,
            worst.density_per_cm2.min(stops::DENSITY_PER_CM2[1].1),
        );
        let smaller = (
            Knob::DotDiameter,
            worst.diameter_mm.min(Knob::DotDiameter.row().default),
        );
        let ways: [(&[(Knob, f64)], f64); 4] = [
            (&[], USUAL_SHADE),
            (&[fewer], USUAL_SHADE),
            (&[fewer, smaller], USUAL_SHADE),
            (&[fewer, smaller], LEAST_SHADE),
        ];
        for (others, least) in ways {
            let steps = (0..60).map(|step| ((now / SHADE_STEP).floor() - f64::from(step)) * SHADE_STEP);
            for shade in steps.take_while(|shade| *shade >= least) {
                let settings: Vec<(Knob, f64)> =
                    others.iter().copied().chain([(Knob::Shade, shade)]).collect();
                if fine(&settings) {
                    let label = match others.is_empty() {
                        true => format!("Lighten the shade to {shade:.2}"),
                        false => "Take fewer and lighter dots".to_owned(),
                    };
                    return Some(Self::field_mend(fields, worst, label, settings));
                }
            }
        }
        None
    }

    fn density(&self, fields: &[FieldMeasures]) -> CheckFinding {
        let fullest = most(fields, |field| field.coverage);
        let densest = most(fields, |field| field.density_per_cm2);
        let most_density = self.limits.get(CheckLimit::DensityAmber);
        let [amber, red] =
            [CheckLimit::CoverAmber, CheckLimit::CoverRed].map(|limit| self.limits.get(limit) / 100.0);
        let by_count = Self::light(densest.density_per_cm2, most_density, f64::INFINITY);
        let by_cover = Self::light(fullest.coverage, amber, red);
        let light = by_count.max(by_cover);
        let worst = if by_count > by_cover { densest } else { fullest };
        let place = Self::place(fields, worst);
        let said = format!(
            "{:.0} dots a cm²{place} cover {:.0} % of the skin",
            worst.density_per_cm2,
            100.0 * worst.coverage
        );
        let sentence = match light {
            CheckLight::Green | CheckLight::Note => format!("{said}: skin stands between the dots."),
            CheckLight::Amber | CheckLight::Red => format!(
                "{said}: too little skin stands between them, and they merge into one shade, a helmet."
            ),
        };
        let cues = [
            ("density_per_cm2", densest.density_per_cm2),
            ("coverage_percent", 100.0 * fullest.coverage),
        ];
        CheckFinding::new(CheckKind::Density, light, cues, sentence).mended(|| {
            let of_one = worst.coverage / worst.density_per_cm2;
            let by_cover = BELOW * amber / of_one;
            let full = stops::DENSITY_PER_CM2[2].1;
            let density = (by_cover.min(full) / 5.0).floor() * 5.0;
            let label = format!("Plan {density:.0} dots a cm²");
            Some(Self::field_mend(fields, worst, label, [(Knob::Density, density)]))
        })
    }

    fn pattern(&self, fields: &[FieldMeasures]) -> CheckFinding {
        let design = &self.document.design;
        let [hand, clustering] = [Knob::Hand, Knob::Clustering].map(|knob| design.get(knob));
        let spread = spacing_spread(hand, clustering);
        let alike = fields
            .iter()
            .all(|field| field.spread < self.limits.get(CheckLimit::SpreadLeast));
        let even = spread < self.limits.get(CheckLimit::PatternEven);
        let clumped = spread > self.limits.get(CheckLimit::PatternClumped);
        let light = if even || clumped || alike {
            CheckLight::Amber
        } else {
            CheckLight::Green
        };
        let sentence = match (even, clumped, alike) {
            (true, _, _) => "The dots stand as evenly as in print: hair doesn't grow like that.".to_owned(),
            (_, true, _) => {
                "The dots stand in clumps with bare skin between: it reads as blotches.".to_owned()
            }
            (_, _, true) => "All dots are of one size and one tone: it reads as printed.".to_owned(),
            (false, false, false) => "The dots are as uneven as hair and hand are.".to_owned(),
        };
        let cues = [("spacing_spread", spread)];
        CheckFinding::new(CheckKind::Pattern, light, cues, sentence).mended(|| {
            let usual = |knob: Knob| (knob, knob.row().default);
            let spacing = [Knob::Hand, Knob::Clustering].map(usual);
            let dots = [Knob::DotSpread, Knob::ToneSpread].map(usual);
            let settings = spacing.into_iter().filter(|_| even || clumped);
            let settings = settings.chain(dots.into_iter().filter(|_| alike));
            Some(CheckMend::by("Take a natural hand".to_owned(), settings))
        })
    }

    fn halo(&self) -> CheckFinding {
        let top = TopShares::of(self.document);
        let open_cm2 = top.hairy_cm2 + top.bare_cm2;
        let island = top.treated_cm2 > LEAST_TREATED_CM2 && open_cm2 > self.limits.get(CheckLimit::HaloOpen);
        let light = if island {
            CheckLight::Amber
        } else {
            CheckLight::Green
        };
        let hairy = top.hairy_cm2 > top.bare_cm2;
        let sentence = match island {
            false => "The treated top leaves no island that later loss would show.".to_owned(),
            true if hairy => format!(
                "On {:.0} cm² of the top no dots are planned, because own hair stands there. When it goes, bare skin shows beside the treated {:.0} cm².",
                open_cm2, top.treated_cm2
            ),
            true => format!(
                "On {:.0} cm² of the top no dots are planned beside the treated {:.0} cm². Where hair goes there later, the treated part stands as an island.",
                open_cm2, top.treated_cm2
            ),
        };
        let cues = [
            ("treated_cm2", top.treated_cm2),
            ("under_hair_cm2", top.hairy_cm2),
            ("open_cm2", open_cm2),
        ];
        CheckFinding::new(CheckKind::Halo, light, cues, sentence).mended(|| {
            let label = "Plan dots under own hair too".to_owned();
            hairy.then(|| CheckMend::by(label, [(Knob::OwnHair, 0.0)]))
        })
    }
}

/// The field of which something is largest; there is at least one.
fn most(fields: &[FieldMeasures], of: impl Fn(&FieldMeasures) -> f64) -> &FieldMeasures {
    let larger = |a, b| if of(a) >= of(b) { a } else { b };
    fields.iter().skip(1).fold(&fields[0], larger)
}

/// '1.3 times as dark as', 'as dark as' or 'less dark than'.
fn times(share: f64) -> String {
    let [less, more] = ALIKE;
    match share {
        share if share > more => format!("{share:.1} times as dark as"),
        share if share < less => "less dark than".to_owned(),
        _ => "as dark as".to_owned(),
    }
}
