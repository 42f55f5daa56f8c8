//! What is said of the front of a hairline.

use super::line::LineMeasures;
use super::{CheckFinding, CheckKind, CheckLight, CheckLimit, CheckMend, CheckSubject};
use crate::design::{HairlineStyle, Knob, LineProfile, stops};

/// The most recession of the corners that an age asks for, mm (see the limit `age-rate`).
const MOST_AGE_RISE_MM: f64 = 15.0;
/// How far over a limit a mend goes, mm, so that rounding doesn't fall back (assumption).
const OVER_MM: f64 = 0.5;
/// Worse than the style's own by no more than this counts as the style's own, mm (assumption).
const ALIKE_MM: f64 = 0.3;
/// Transition zone of a softened edge over the depth that is asked for (a viewer sees six tenths of the zone, the knob
/// `edge-width`; a little more, so that rounding doesn't fall back), and its least, mm: the stop *Defined*.
const WIDTH_PER_DEPTH: f64 = 1.8;
const LEAST_WIDTH_MM: f64 = stops::EDGE_WIDTH_MM[2].1;

impl CheckSubject<'_> {
    /// All checks of the line.
    pub(super) fn of_line(&self, line: &LineMeasures) -> Vec<CheckFinding> {
        let mut findings = vec![
            self.height(line),
            self.straightness(line),
            self.symmetry(line),
            self.edge(line),
            self.corners(line),
        ];
        findings.extend(self.age(line));
        findings
    }

    fn limit(&self, limit: CheckLimit) -> f64 {
        self.limits.get(limit)
    }

    fn get(&self, knob: Knob) -> f64 {
        self.document.design.get(knob)
    }

    /// A mend of the line: where points were placed by hand they follow the style again.
    fn line_mend(
        line: &LineMeasures,
        label: &str,
        settings: impl IntoIterator<Item = (Knob, f64)>,
    ) -> CheckMend {
        CheckMend {
            frees_points: line.by_hand > 0,
            ..CheckMend::by(label.to_owned(), settings)
        }
    }

    fn height(&self, line: &LineMeasures) -> CheckFinding {
        let profile = self.document.design.line_profile();
        let [amber_mm, red_mm] = self.limits.heights_mm(profile);
        let crease_mm = self.limit(CheckLimit::CreaseAmber);
        let over = line.over_crease_mm;
        let under_crease = over.is_some_and(|mm| mm < 0.0);
        let near_crease = over.is_some_and(|mm| mm < crease_mm - ALIKE_MM);
        // The scale is known to some per cent: whole millimetres are all that can be held against a limit.
        let light = match line.height_mm.round() {
            mm if mm < red_mm || under_crease => CheckLight::Red,
            mm if mm < amber_mm || near_crease => CheckLight::Amber,
            _ => CheckLight::Green,
        };
        let seen = format!(
            "The middle lies {:.0} mm over the glabella, {:.2} of the way from glabella to chin (thirds of the face: 0.50)",
            line.height_mm, line.share
        );
        let sentence = match (light, over) {
            (CheckLight::Green | CheckLight::Note, _) => format!("{seen}."),
            (_, Some(mm)) if under_crease => {
                format!(
                    "{seen}, {:.0} mm under the highest brow crease: on skin that moves and wrinkles.",
                    -mm
                )
            }
            (_, Some(mm)) if near_crease => {
                format!(
                    "{seen}, only {mm:.0} mm over the highest brow crease; mature lines keep {crease_mm:.0} mm."
                )
            }
            (CheckLight::Red, _) => format!(
                "{seen}: natural {} lines don't lie under {red_mm:.0} mm. It can't be raised later without laser.",
                profile.words()
            ),
            (CheckLight::Amber, _) => format!(
                "{seen}: low for a {} line ({amber_mm:.0} mm). It can't be raised later without laser.",
                profile.words()
            ),
        };
        let cues = [("height_mm", line.height_mm), ("share_of_face", line.share)];
        let mut finding = CheckFinding::new(CheckKind::Height, light, cues, sentence);
        finding.cues.extend(over.map(|value| super::CheckCue {
            name: "over_crease_mm",
            value,
        }));
        finding.mended(|| {
            let crease = over.map_or(0.0, |mm| line.height_mm - mm + crease_mm);
            let least_mm = amber_mm.max(crease);
            let label = format!("Raise the line to {least_mm:.0} mm");
            let ratio = (200.0 * (least_mm + OVER_MM) / line.face_mm).ceil() / 200.0;
            Some(Self::line_mend(line, &label, [(Knob::HeightRatio, ratio)]))
        })
    }

    fn straightness(&self, line: &LineMeasures) -> CheckFinding {
        let straight = line.bow_mm < self.limit(CheckLimit::Bow);
        let ruled = straight && line.ragged_mm < self.limit(CheckLimit::Ragged);
        let light = if ruled {
            CheckLight::Amber
        } else {
            CheckLight::Green
        };
        let sentence = match ruled {
            true => "The front is straight and its edge even: it reads as drawn with a ruler.".to_owned(),
            false => format!(
                "The front leaves a straight line by {:.1} mm, and its edge is uneven by {:.1} mm.",
                line.bow_mm, line.ragged_mm
            ),
        };
        let cues = [("bow_mm", line.bow_mm), ("ragged_mm", line.ragged_mm)];
        CheckFinding::new(CheckKind::Straightness, light, cues, sentence).mended(|| {
            let usual = |knob: Knob| (knob, self.get(knob).max(knob.row().default));
            let knobs = [Knob::Arch, Knob::CornerBack, Knob::Micro, Knob::Macro].map(usual);
            Some(Self::line_mend(line, "Bend and roughen the line", knobs))
        })
    }

    fn symmetry(&self, line: &LineMeasures) -> CheckFinding {
        let [least_mm, most_mm] =
            [CheckLimit::EvenSides, CheckLimit::UnevenSides].map(|limit| self.limit(limit));
        let mm = line.uneven_mm;
        let (light, sentence) = match mm {
            mm if mm < least_mm => (
                CheckLight::Amber,
                format!(
                    "Left and right differ by {mm:.1} mm at most: no hairline grows so evenly, and it shows up how crooked the face is."
                ),
            ),
            mm if mm > most_mm => (
                CheckLight::Amber,
                format!("Left and right differ by up to {mm:.0} mm: it reads as a slip."),
            ),
            _ => (
                CheckLight::Green,
                format!("Left and right differ by up to {mm:.1} mm, as heads do."),
            ),
        };
        CheckFinding::new(CheckKind::Symmetry, light, [("uneven_mm", mm)], sentence).mended(|| {
            let usual_mm = Knob::Asymmetry.row().default;
            let side = if self.get(Knob::Asymmetry) < 0.0 {
                -1.0
            } else {
                1.0
            };
            let label = "Make the sides a little uneven";
            let label = if mm > most_mm { "Even out the sides" } else { label };
            Some(Self::line_mend(line, label, [(Knob::Asymmetry, side * usual_mm)]))
        })
    }

    fn edge(&self, line: &LineMeasures) -> CheckFinding {
        let limit_mm = self.limit(CheckLimit::Edge);
        let hard = line.ramp_mm < limit_mm;
        let light = if hard {
            CheckLight::Amber
        } else {
            CheckLight::Green
        };
        let sentence = match hard {
            true => format!(
                "The edge is {:.1} mm deep: harder than the sharpest real work ({limit_mm:.0} mm); it reads as stamped.",
                line.ramp_mm
            ),
            false => format!("The edge is {:.0} mm deep; real work has 5 to 12.", line.ramp_mm),
        };
        CheckFinding::new(CheckKind::Edge, light, [("ramp_mm", line.ramp_mm)], sentence).mended(|| {
            let density = self.get(Knob::EdgeDensity).min(Knob::EdgeDensity.row().default);
            let knobs = [
                (Knob::EdgeWidth, LEAST_WIDTH_MM.max(WIDTH_PER_DEPTH * limit_mm)),
                (Knob::EdgeDensity, density),
            ];
            // The finish isn't a matter of points.
            Some(CheckMend::by("Soften the edge".to_owned(), knobs))
        })
    }

    fn corners(&self, line: &LineMeasures) -> CheckFinding {
        let feminine = self.document.design.line_profile() == LineProfile::Feminine;
        let amber_mm = match feminine {
            true => self.limit(CheckLimit::CornersFeminine),
            false => self.limit(CheckLimit::CornersAmber),
        };
        let red_mm = self.limit(CheckLimit::CornersRed).max(amber_mm);
        let rise_mm = line.rise_mm();
        let light = match -rise_mm {
            mm if mm > red_mm => CheckLight::Red,
            mm if mm > amber_mm => CheckLight::Amber,
            _ => CheckLight::Green,
        };
        let sentence = match light {
            CheckLight::Green | CheckLight::Note => {
                format!("The corners lie {rise_mm:.0} mm over the middle.").replace("-0 mm", "0 mm")
            }
            CheckLight::Amber | CheckLight::Red => format!(
                "The corners lie {:.0} mm under the middle: natural corners lie level with it or higher; lower ones look like a bowl cut.",
                -rise_mm
            ),
        };
        let cues = [
            ("left_rise_mm", line.rises_mm[0]),
            ("right_rise_mm", line.rises_mm[1]),
        ];
        CheckFinding::new(CheckKind::Corners, light, cues, sentence).mended(|| {
            let wanted_mm = if feminine {
                0.0
            } else {
                Knob::CornerBack.row().default
            };
            let back = match line.by_hand {
                0 => self.get(Knob::CornerBack) + wanted_mm - rise_mm,
                _ => wanted_mm,
            };
            let label = "Raise the corners";
            Some(Self::line_mend(line, label, [(Knob::CornerBack, back)]))
        })
    }

    /// None where no age is given, or for a feminine line, which keeps its corners.
    fn age(&self, line: &LineMeasures) -> Option<CheckFinding> {
        let design = &self.document.design;
        let years = design.age_years()?;
        if design.line_profile() == LineProfile::Feminine {
            return None;
        }
        let from = self.limit(CheckLimit::AgeFrom);
        let later = (years - from) / 10.0 * self.limit(CheckLimit::AgeRate);
        let wanted_mm = match years < from {
            true => 0.0,
            false => (self.limit(CheckLimit::AgeRise) + later).min(MOST_AGE_RISE_MM),
        };
        let rise_mm = line.rise_mm();
        let young = years >= from && rise_mm < wanted_mm - ALIKE_MM;
        let light = if young {
            CheckLight::Amber
        } else {
            CheckLight::Green
        };
        let sentence = match young {
            true => format!(
                "By the age of {years:.0} corners have usually gone back by {wanted_mm:.0} mm or more; these lie {rise_mm:.0} mm over the middle, like a young man's."
            ),
            false => format!("The line suits an age of {years:.0}."),
        };
        let cues = [
            ("age_years", years),
            ("rise_mm", rise_mm),
            ("expected_rise_mm", wanted_mm),
        ];
        let finding = CheckFinding::new(CheckKind::Age, light, cues, sentence);
        Some(finding.mended(|| {
            let back = match line.by_hand {
                0 => self.get(Knob::CornerBack) + wanted_mm - rise_mm + OVER_MM,
                _ => wanted_mm + OVER_MM,
            };
            Some(Self::line_mend(
                line,
                "Let the corners recede",
                [(Knob::CornerBack, back)],
            ))
        }))
    }

    /// Why an amber finding is what the style is about, if it is: the style as it comes has it on this head too, no milder.
    pub(super) fn intention(
        &self,
        kind: CheckKind,
        style: &HairlineStyle,
        line: &LineMeasures,
        own: &LineMeasures,
    ) -> Option<&'static str> {
        let usual = Knob::HeightRatio.row().default;
        let low = style
            .knobs
            .get(&Knob::HeightRatio)
            .is_some_and(|ratio| *ratio < usual);
        let meant = match kind {
            CheckKind::Height => low && line.height_mm > own.height_mm - ALIKE_MM,
            CheckKind::Straightness => {
                own.bow_mm < self.limit(CheckLimit::Bow) && own.ragged_mm < self.limit(CheckLimit::Ragged)
            }
            CheckKind::Symmetry => {
                line.uneven_mm > own.uneven_mm - ALIKE_MM
                    && line.uneven_mm < self.limit(CheckLimit::EvenSides)
            }
            CheckKind::Edge => line.ramp_mm > own.ramp_mm - ALIKE_MM,
            CheckKind::Corners => line.rise_mm() > own.rise_mm() - ALIKE_MM,
            CheckKind::Age
            | CheckKind::DotSize
            | CheckKind::Darkness
            | CheckKind::Density
            | CheckKind::Pattern
            | CheckKind::Halo => false,
        };
        meant.then_some(match kind {
            CheckKind::Height => "The style is a low one.",
            CheckKind::Corners => "The style has it so.",
            CheckKind::Straightness
            | CheckKind::Symmetry
            | CheckKind::Edge
            | CheckKind::Age
            | CheckKind::DotSize
            | CheckKind::Darkness
            | CheckKind::Density
            | CheckKind::Pattern
            | CheckKind::Halo => "The style is meant so: it reads as a line-up, and is hard to soften later.",
        })
    }
}
