//! The realism check: what goes wrong in work that looks fake, each with a measured cue, a light, a sentence of why, and an edit
//! that mends it; and what differs between treatments. It measures the treatment on its head and draws nothing, so that it can be
//! asked after every edit.

mod differences;
mod error;
mod field;
mod judge_field;
mod judge_line;
mod limits;
mod line;
mod mend;

pub use differences::{differences, summary};
pub use error::CheckError;
pub use limits::{CheckLimit, CheckLimits, LimitRow};
pub use mend::CheckMend;

use crate::design::{Document, styles};
use crate::head::CaptureFacts;
use crate::plan::dots::client_traits::ClientTraits;
use field::FieldMeasures;
use line::LineMeasures;

/// What is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CheckKind {
    /// The line's height over glabella and crease.
    Height,
    /// A ruler's line.
    Straightness,
    /// Left and right too much or too little alike.
    Symmetry,
    /// How hard the edge of the front is.
    Edge,
    /// Corners below the middle.
    Corners,
    /// A line that doesn't suit the age, where one is given.
    Age,
    /// How wide the dots are seen.
    DotSize,
    /// How dark the field is, for the skin and beside the client's own sides.
    Darkness,
    /// How full the skin is.
    Density,
    /// Too even or too clumped.
    Pattern,
    /// An island that future loss would leave.
    Halo,
}

impl CheckKind {
    /// All in the order of the report.
    pub const ALL: [CheckKind; 11] = [
        CheckKind::Height,
        CheckKind::Straightness,
        CheckKind::Symmetry,
        CheckKind::Edge,
        CheckKind::Corners,
        CheckKind::Age,
        CheckKind::DotSize,
        CheckKind::Darkness,
        CheckKind::Density,
        CheckKind::Pattern,
        CheckKind::Halo,
    ];

    /// Its name in files and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            CheckKind::Height => "height",
            CheckKind::Straightness => "straightness",
            CheckKind::Symmetry => "symmetry",
            CheckKind::Edge => "edge",
            CheckKind::Corners => "corners",
            CheckKind::Age => "age",
            CheckKind::DotSize => "dot-size",
            CheckKind::Darkness => "darkness",
            CheckKind::Density => "density",
            CheckKind::Pattern => "pattern",
            CheckKind::Halo => "halo",
        }
    }
}

/// The light that a check shows, from the best to the worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CheckLight {
    /// Nothing to say.
    Green,
    /// What would be amber is what the chosen style is about: good to know.
    Note,
    /// Look again.
    Amber,
    /// This reads as fake, or can't be undone.
    Red,
}

impl CheckLight {
    /// Its name in files and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            CheckLight::Green => "green",
            CheckLight::Note => "note",
            CheckLight::Amber => "amber",
            CheckLight::Red => "red",
        }
    }
}

/// A measured number behind a finding.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CheckCue {
    /// What it is, with its unit at the end, such as `height_mm`.
    pub name: &'static str,
    /// Its value.
    pub value: f64,
}

/// What one check found.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckFinding {
    /// What was looked at.
    pub kind: CheckKind,
    /// How it looks.
    pub light: CheckLight,
    /// What was measured.
    pub cues: Vec<CheckCue>,
    /// Why, in a sentence or two.
    pub sentence: String,
    /// The edit that takes it away, where there is one.
    pub mend: Option<CheckMend>,
}

impl CheckFinding {
    /// A finding without a mend; `cues` are names and values.
    fn new<const N: usize>(
        kind: CheckKind,
        light: CheckLight,
        cues: [(&'static str, f64); N],
        sentence: String,
    ) -> Self {
        CheckFinding {
            kind,
            light,
            cues: cues.map(|(name, value)| CheckCue { name, value }).into(),
            sentence,
            mend: None,
        }
    }

    /// The same with a mend, where something is to be mended.
    fn mended(self, mend: impl FnOnce() -> Option<CheckMend>) -> Self {
        let mend = (self.light > CheckLight::Note).then(mend).flatten();
        CheckFinding { mend, ..self }
    }

    /// The same as a note, with why.
    fn intended(self, why: &str) -> Self {
        CheckFinding {
            light: CheckLight::Note,
            sentence: format!("{} {why}", self.sentence),
            mend: None,
            ..self
        }
    }
}

/// What is known when a design is checked.
struct CheckSubject<'a> {
    document: &'a Document,
    client: ClientTraits<'a>,
    limits: &'a CheckLimits,
}

/// Checks a treatment on its head. `capture` is what was measured of the client's photo: the skin's colour and melanin. Checks
/// that don't apply (of the line without a hairline, of dots without any, of age where none is given) are left out.
pub fn check(document: &Document, capture: Option<&CaptureFacts>, limits: &CheckLimits) -> Vec<CheckFinding> {
    let subject = CheckSubject {
        document,
        client: ClientTraits {
            capture,
            hair_over_skin: document.own.hair_over_skin,
            skin_deg: document.own.skin_deg,
            ..ClientTraits::default()
        },
        limits,
    };
    let mut findings = Vec::new();
    if let Some(measures) = LineMeasures::of(document) {
        findings = subject.of_line(&measures);
        if findings.iter().any(|finding| finding.light == CheckLight::Amber) {
            subject.excuse(&mut findings, &measures);
        }
    }
    let fields = FieldMeasures::of(document, subject.client);
    if !fields.is_empty() {
        findings.extend(subject.of_fields(&fields));
    }
    findings
}

/// The worst light of a report.
pub fn worst(findings: &[CheckFinding]) -> CheckLight {
    let lights = findings.iter().map(|finding| finding.light);
    lights.max().unwrap_or(CheckLight::Green)
}

impl CheckSubject<'_> {
    /// Makes notes of what the chosen style is about: findings that the style as it comes has on this head too, no milder.
    fn excuse(&self, findings: &mut [CheckFinding], measures: &LineMeasures) {
        let Ok(style) = styles::find(&self.document.design.style) else {
            return;
        };
        let mut design = self.document.design.clone();
        style.apply(&mut design);
        let plain = Document::new(self.document.head.clone(), design);
        let Some(own) = LineMeasures::of(&plain) else {
            return;
        };
        for finding in findings {
            if finding.light == CheckLight::Amber
                && let Some(why) = self.intention(finding.kind, style, measures, &own)
            {
                *finding = finding.clone().intended(why);
            }
        }
    }
}
