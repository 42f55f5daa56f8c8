//! What can be wrong with a design.

use super::knobs::Knob;

/// Each variant is one cause; its sentence says what to do next.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum DesignError {
    /// A setting that isn't `KNOB=VALUE`.
    #[error("'{setting}' is not a setting; write KNOB=NUMBER or FILL.KNOB=NUMBER, for example density=90")]
    Setting {
        /// The setting as given.
        setting: String,
    },
    /// A knob that doesn't exist.
    #[error("there is no knob '{name}'{hint}; `shadowline knobs` lists them all")]
    NoKnob {
        /// The name as given.
        name: String,
        /// `, did you mean …?` or nothing.
        hint: String,
    },
    /// A value outside the knob's range.
    #[error("{knob} = {value} is out of range; choose from {low} to {high} {unit}")]
    Range {
        /// The knob.
        knob: &'static str,
        /// The value as given.
        value: f64,
        /// Smallest allowed value.
        low: f64,
        /// Largest allowed value.
        high: f64,
        /// The knob's unit.
        unit: &'static str,
    },
    /// A fraction for a knob whose numbers are choices.
    #[error("{knob} = {value} is none of its choices; give a whole number from {low} to {high}")]
    NotWhole {
        /// The knob.
        knob: &'static str,
        /// The value as given.
        value: f64,
        /// Smallest allowed value.
        low: f64,
        /// Largest allowed value.
        high: f64,
    },
    /// A fill that doesn't exist.
    #[error("there is no fill '{fill}'; this design has: {names}")]
    NoFill {
        /// The name as given.
        fill: String,
        /// The names that exist.
        names: String,
    },
    /// A knob of the whole design was set for one fill.
    #[error("{knob} belongs to the whole design, not to a fill; give it without the fill's name")]
    NotOfFill {
        /// The knob.
        knob: &'static str,
    },
    /// A knob that isn't one of a session was set for one.
    #[error("{knob} is not a knob of a session; give it without 'sessionN.'")]
    NotOfSession {
        /// The knob.
        knob: &'static str,
    },
    /// A session that doesn't exist.
    #[error("there is no session {number}; this design plans {count}")]
    NoSession {
        /// The number as given.
        number: usize,
        /// Sessions planned.
        count: usize,
    },
    /// A name that isn't among the choices.
    #[error("there is no {what} '{name}'{hint}; choose from: {names}")]
    NoChoice {
        /// What is chosen.
        what: &'static str,
        /// The name as given.
        name: String,
        /// `, did you mean …?` or nothing.
        hint: String,
        /// The names that exist.
        names: String,
    },
    /// An own pigment that makes no sense.
    #[error("pigment '{name}' {wrong}")]
    Pigment {
        /// Its name.
        name: String,
        /// What is wrong, and what to do.
        wrong: &'static str,
    },
    /// A moment that can't be read.
    #[error("'{stage}' is no moment; write fresh, day:N, healed, year:N or session:K, or session:K+day:N")]
    Stage {
        /// As given.
        stage: String,
    },
    /// A style that doesn't exist.
    #[error("there is no style '{name}'{hint}; `shadowline styles` lists them all")]
    NoStyle {
        /// The name as given.
        name: String,
        /// `, did you mean …?` or nothing.
        hint: String,
    },
    /// A case that doesn't exist.
    #[error("there is no case '{name}'{hint}; `shadowline cases` lists them all")]
    NoCase {
        /// The name as given.
        name: String,
        /// `, did you mean …?` or nothing.
        hint: String,
    },
    /// A shape of a fill that makes no sense.
    #[error("a shape of fill '{fill}' is wrong: {what}")]
    Shape {
        /// The fill's name.
        fill: String,
        /// What is wrong, and what to do.
        what: String,
    },
    /// A design file that can't be read.
    #[error("the design file is not valid: {reason}")]
    File {
        /// Line and reason, as the TOML reader gives them.
        reason: String,
    },
    /// A design file of a later program.
    #[error(
        "the design file has format {found}, this program reads up to {known}; install a newer Shadowline"
    )]
    Newer {
        /// Its format.
        found: u32,
        /// Ours.
        known: u32,
    },
    /// Session shares that don't rise to 1.
    #[error("sessions must be 1 to 6 shares that rise to 1, for example [0.3, 0.7, 1.0]")]
    Sessions,
    /// More fills than one design can hold.
    #[error("a design holds at most {limit} fills, this one has {found}; join some of them")]
    TooManyFills {
        /// Most fills.
        limit: usize,
        /// Fills in the file.
        found: usize,
    },
    /// Two fills with one name.
    #[error("two fills are called '{name}'; give each its own name")]
    TwoFills {
        /// The name.
        name: String,
    },
    /// A number of a brush stroke outside its range.
    #[error("brush stroke {number}: {name} = {value} is out of range; choose from {low} to {high}")]
    StrokeRange {
        /// Its place in the list, from 1.
        number: usize,
        /// The key.
        name: &'static str,
        /// The value as given.
        value: f64,
        /// Smallest allowed value.
        low: f64,
        /// Largest allowed value.
        high: f64,
    },
    /// A brush stroke without a way.
    #[error("brush stroke {number} has an empty path; give at least one direction or take the stroke out")]
    StrokeEmpty {
        /// Its place in the list, from 1.
        number: usize,
    },
    /// A brush stroke with a point that is no direction.
    #[error(
        "brush stroke {number}: point {point} of its path is no direction; give three numbers of length 1"
    )]
    StrokePoint {
        /// Its place in the list, from 1.
        number: usize,
        /// The point's place in the path, from 1.
        point: usize,
    },
    /// More strokes than a design can hold.
    #[error("a design holds at most {limit} {what}, this one has {found}; take some out")]
    TooManyStrokes {
        /// What there is too much of.
        what: &'static str,
        /// The most.
        limit: usize,
        /// How many there are.
        found: usize,
    },
    /// A hairline point that is no direction.
    #[error("hairline point {name} is not a direction; give three numbers that are not all zero")]
    Point {
        /// The point's name.
        name: &'static str,
    },
}

impl DesignError {
    /// A name that isn't among the choices.
    pub(super) fn no_choice<'a>(
        what: &'static str,
        name: &str,
        names: impl Iterator<Item = &'a str> + Clone,
    ) -> Self {
        DesignError::NoChoice {
            what,
            name: name.to_owned(),
            hint: hint(name, names.clone()),
            names: names.collect::<Vec<_>>().join(", "),
        }
    }

    /// A missing knob, with the nearest name if one is near.
    pub(super) fn no_knob(name: &str) -> Self {
        DesignError::NoKnob {
            name: name.to_owned(),
            hint: hint(name, Knob::all().map(|knob| knob.row().name)),
        }
    }
}

/// What may have been meant, as part of a sentence; empty where nothing is near.
pub(super) fn hint<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let near = nearest(name, known.into_iter().map(|known| (known, known)));
    near.map(|near| format!(", did you mean '{near}'?"))
        .unwrap_or_default()
}

/// Likeness from which a name may be the one that was meant (Jaro–Winkler; assumption: 'densty' has 0.97 to 'density', and
/// 'mullet' 0.62 to the nearest style).
const ALIKE: f64 = 0.8;

/// What is known under the name that is most like a mistyped one; `None` where none is like it. Case, spaces and underscores
/// don't matter.
pub fn nearest<'a, T>(name: &str, known: impl IntoIterator<Item = (&'a str, T)>) -> Option<T> {
    let plain = |name: &str| name.trim().to_lowercase().replace([' ', '_'], "-");
    let wanted = plain(name);
    known
        .into_iter()
        .map(|(known, value)| (strsim::jaro_winkler(&plain(known), &wanted), value))
        .filter(|(alike, _)| *alike >= ALIKE)
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, value)| value)
}
