//! What a practitioner's own healed work shows beside its simulation: ratios by visit, their averages, and the house style that they
//! make. Numbers and days alone, of nobody.

use super::ConsultError;
use crate::design::{Design, DesignError, Knob};
use crate::vision::TreatedTop;
use serde::{Deserialize, Serialize};

/// The file's form.
const FORMAT: u32 = 1;
/// What the file is called in sentences.
const FILE: &str = "the file of learned work";
/// Fewest visits of which a style is made (assumption: two may both be exceptions).
pub const FEWEST_VISITS: usize = 3;
/// Most visits that are kept; the oldest go (assumption: a hand changes over the years).
const MOST_VISITS: usize = 500;
/// A ratio that is taken as measured, at most and at least: beyond it something else is in the photo (assumption).
const RATIOS: [f64; 2] = [0.4, 2.5];
/// Heights of a line over the glabella that are taken as measured, mm (assumption: no head is larger).
const LINES_MM: [f64; 2] = [-50.0, 200.0];
/// Least light that work takes, so that something can be told of it (logarithm).
const LEAST_TAKEN: f64 = 0.02;
/// Standard errors that hold for 19 of 20 (Student, by the degrees of freedom from 2; above 10 as 2.1).
const STUDENT: [f64; 9] = [4.30, 3.18, 2.78, 2.57, 2.45, 2.36, 2.31, 2.26, 2.23];
const STUDENT_MANY: f64 = 2.1;

/// One visit: the planned numbers, and the real work over its simulation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct LearnedVisit {
    /// The day on which it was learned.
    pub day: String,
    /// Planned dots a cm².
    pub density: f64,
    /// Planned diameter of a dot, mm.
    pub dot_diameter: f64,
    /// Planned shade, optical density.
    pub shade: f64,
    /// Planned height of the line over glabella to chin.
    pub height_ratio: f64,
    /// How much light the real top takes over what the simulated one takes, red, green, blue (logarithms).
    pub tone: [f64; 3],
    /// Real over simulated marks a cm², their depth, their width; none where a photo was too coarse.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marks: Option<[f64; 3]>,
    /// Height of the line in the real photo and in the simulation, mm.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line_mm: Option<[f64; 2]>,
}

impl LearnedVisit {
    /// What the real top tells beside the simulated one, both over the bare one; the photos are in the same light.
    /// None where one of the tops is no darker than the bare one: then there is no work to compare.
    pub fn of(
        day: String,
        design: &Design,
        bare: &TreatedTop,
        simulated: &TreatedTop,
        real: &TreatedTop,
    ) -> Option<Self> {
        let (planned, found) = (simulated.taken(bare), real.taken(bare));
        if planned[1] < LEAST_TAKEN || found[1] < LEAST_TAKEN {
            return None;
        }
        let tone = [0, 1, 2].map(|channel| usual(found[channel] / planned[channel].max(LEAST_TAKEN)));
        let marks = match (&simulated.marks, &real.marks) {
            (Some(a), Some(b)) if a.count_per_cm2 > 0.0 && b.count_per_cm2 > 0.0 => Some([
                usual(b.count_per_cm2 / a.count_per_cm2),
                usual(b.depth / a.depth.max(1e-6)),
                usual(b.width_mm / a.width_mm.max(1e-6)),
            ]),
            _ => None,
        };
        Some(LearnedVisit {
            day,
            density: design.get(Knob::Density),
            dot_diameter: design.get(Knob::DotDiameter),
            shade: design.get(Knob::Shade),
            height_ratio: design.get(Knob::HeightRatio),
            tone,
            marks,
            line_mm: real
                .line_mm(bare)
                .zip(simulated.line_mm(bare))
                .map(<[f64; 2]>::from),
        })
    }

    /// Refuses numbers that nobody has measured or planned: one of them would spoil every average.
    fn checked(&self) -> Result<(), ConsultError> {
        let planned = [
            ("density", Knob::Density, self.density),
            ("dot-diameter", Knob::DotDiameter, self.dot_diameter),
            ("shade", Knob::Shade, self.shade),
            ("height-ratio", Knob::HeightRatio, self.height_ratio),
        ];
        let planned = planned.map(|(name, knob, value)| (name, knob.row().range, value));
        let tone = self.tone.map(|value| ("tone", RATIOS, value));
        let marks = self
            .marks
            .into_iter()
            .flatten()
            .map(|value| ("marks", RATIOS, value));
        let line_mm = self.line_mm.into_iter().flatten();
        let line_mm = line_mm.map(|value| ("line-mm", LINES_MM, value));
        let mut all = planned.into_iter().chain(tone).chain(marks).chain(line_mm);
        // NaN is in no range.
        match all.find(|(_, [low, high], value)| !(low..=high).contains(&value)) {
            Some((name, _, value)) => Err(ConsultError::Value {
                file: FILE,
                name,
                value: value.to_string(),
                wanted: "that is no number of planned or measured work",
            }),
            None => Ok(()),
        }
    }

    /// How strong the real work is beside the simulation: the mean over the channels.
    pub fn strength(&self) -> f64 {
        self.tone.iter().sum::<f64>() / 3.0
    }

    /// The density, diameter and shade whose simulation would look as the real work does. Strength goes with density, with the
    /// square of the diameter and, roughly, with the shade; what marks don't explain is the shade's.
    fn house(&self) -> [f64; 3] {
        let [count, _, width] = self.marks.unwrap_or([1.0; 3]);
        let shade = usual(self.strength() / (count * width * width));
        [
            self.density * count,
            self.dot_diameter * width,
            self.shade * shade,
        ]
    }
}

fn usual(ratio: f64) -> f64 {
    ratio.clamp(RATIOS[0], RATIOS[1])
}

/// A mean, how far visits lie from it, and how far it may be off for 19 of 20.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LearnedMean {
    /// The mean.
    pub mean: f64,
    /// Standard deviation over the visits.
    pub spread: f64,
    /// Half of the interval that holds the mean for 19 of 20.
    pub error: f64,
    /// Visits.
    pub count: usize,
}

impl LearnedMean {
    /// Of values; none of fewer than two.
    pub fn of(values: &[f64]) -> Option<Self> {
        let count = values.len();
        if count < 2 {
            return None;
        }
        let mean = values.iter().sum::<f64>() / count as f64;
        let squares = values.iter().map(|value| (value - mean).powi(2)).sum::<f64>();
        let spread = (squares / (count - 1) as f64).sqrt();
        let student = match count {
            2 => 12.7,
            _ => STUDENT.get(count - 3).copied().unwrap_or(STUDENT_MANY),
        };
        let error = student * spread / (count as f64).sqrt();
        Some(LearnedMean {
            mean,
            spread,
            error,
            count,
        })
    }
}

/// All that was learned.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LearnedWork {
    /// By the order in which it was learned.
    pub visits: Vec<LearnedVisit>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct LearnedFile {
    format: u32,
    #[serde(default)]
    visit: Vec<LearnedVisit>,
}

impl LearnedWork {
    /// Reads the file's text.
    ///
    /// # Errors
    /// It is no such file, of a newer program, or a number in it is none that was measured.
    pub fn read(text: &str) -> Result<Self, ConsultError> {
        let file: LearnedFile = toml::from_str(text).map_err(|error| ConsultError::NoFile {
            file: FILE,
            detail: error.to_string().trim().replace('\n', " "),
            beginning: "`shadowline learn`, after moving it away",
        })?;
        if file.format != FORMAT {
            return Err(ConsultError::Newer {
                file: FILE,
                found: file.format,
                known: FORMAT,
            });
        }
        file.visit.iter().try_for_each(LearnedVisit::checked)?;
        Ok(LearnedWork { visits: file.visit })
    }

    /// The file's text.
    pub fn text(&self) -> String {
        let file = LearnedFile {
            format: FORMAT,
            visit: self.visits.clone(),
        };
        // Plain numbers and days always have a text.
        toml::to_string(&file).unwrap_or_default()
    }

    /// Adds a visit; false where these very photos were learned before.
    pub fn add(&mut self, visit: LearnedVisit) -> bool {
        let is_same = |other: &LearnedVisit| {
            let day = visit.day.clone();
            LearnedVisit { day, ..other.clone() } == visit
        };
        if self.visits.iter().any(is_same) {
            return false;
        }
        self.visits.push(visit);
        let over = self.visits.len().saturating_sub(MOST_VISITS);
        self.visits.drain(..over);
        true
    }

    /// Whether there are enough for a style.
    pub fn is_enough(&self) -> bool {
        self.visits.len() >= FEWEST_VISITS
    }

    /// Averages with their names, units, and how sure they are; none where fewer than two visits tell.
    pub fn averages(&self) -> Vec<(&'static str, &'static str, Option<LearnedMean>)> {
        let over = |of: &dyn Fn(&LearnedVisit) -> Option<f64>| {
            LearnedMean::of(&self.visits.iter().filter_map(of).collect::<Vec<f64>>())
        };
        vec![
            ("tone, red", "× simulated", over(&|visit| Some(visit.tone[0]))),
            ("tone, green", "× simulated", over(&|visit| Some(visit.tone[1]))),
            ("tone, blue", "× simulated", over(&|visit| Some(visit.tone[2]))),
            (
                "marks a cm²",
                "× simulated",
                over(&|visit| visit.marks.map(|marks| marks[0])),
            ),
            (
                "depth of marks",
                "× simulated",
                over(&|visit| visit.marks.map(|marks| marks[1])),
            ),
            (
                "width of marks",
                "× simulated",
                over(&|visit| visit.marks.map(|marks| marks[2])),
            ),
            (
                "height of the line",
                "mm over the simulated",
                over(&|visit| visit.line_mm.map(|[real, simulated]| real - simulated)),
            ),
        ]
    }

    /// The house style: a design file of density, diameter and shade as the practitioner's work heals; none of too few visits.
    ///
    /// # Errors
    /// Never, for the numbers are brought into their ranges.
    pub fn house_style(&self) -> Option<Result<String, DesignError>> {
        if !self.is_enough() {
            return None;
        }
        let houses: Vec<[f64; 3]> = self.visits.iter().map(LearnedVisit::house).collect();
        let mut text = "format = 1\n\n[knobs]\n".to_owned();
        for (index, (knob, step)) in [
            (Knob::Density, 1.0),
            (Knob::DotDiameter, 0.01),
            (Knob::Shade, 0.05),
        ]
        .into_iter()
        .enumerate()
        {
            let mean = houses.iter().map(|house| house[index]).sum::<f64>() / houses.len() as f64;
            let [low, high] = knob.row().range;
            let value = ((mean / step).round() * step).clamp(low, high);
            text += &format!("{} = {value:.2}\n", knob.row().name);
        }
        Some(Design::default().apply_toml(&text).map(|()| text))
    }
}

#[cfg(test)]
#[path = "learned_work_test.rs"]
mod tests;
