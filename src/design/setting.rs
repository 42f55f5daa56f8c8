//! A knob's value as a person writes it: `density=95`, `crown.density=50`, `session2.retention=0.9`.

use super::{Design, DesignError, Knob};

/// A knob to a value, of the whole design, of a fill, of a session or of a session in a fill.
#[derive(Clone, Debug, PartialEq)]
pub struct KnobSetting {
    /// The knob.
    pub knob: Knob,
    /// Its value, in the knob's unit.
    pub value: f64,
    /// Name of the fill, or none for all.
    pub fill: Option<String>,
    /// The session, counted from 1, or none for all.
    pub session: Option<usize>,
}

impl KnobSetting {
    /// Reads `KNOB=VALUE`, `FILL.KNOB=VALUE`, `sessionN.KNOB=VALUE` or `FILL.sessionN.KNOB=VALUE`.
    ///
    /// # Errors
    /// The text has another form, or there is no such knob.
    pub fn parse(text: &str) -> Result<Self, DesignError> {
        let malformed = || DesignError::Setting {
            setting: text.to_owned(),
        };
        let (target, value) = text.split_once('=').ok_or_else(malformed)?;
        let value: f64 = value.trim().parse().map_err(|_| malformed())?;
        let (owner, name) = match target.trim().rsplit_once('.') {
            Some((owner, name)) => (Some(owner), name),
            None => (None, target.trim()),
        };
        let knob = Knob::named(name).ok_or_else(|| DesignError::no_knob(name))?;
        let session = |name: &str| {
            let number = name.strip_prefix("session");
            let number = number.and_then(|number| number.parse().ok());
            number.ok_or_else(malformed)
        };
        let (fill, session) = match owner {
            Some(owner) if knob.per_session() => match owner.rsplit_once('.') {
                Some((fill, name)) => (Some(fill), Some(session(name)?)),
                None => (None, Some(session(owner)?)),
            },
            Some(fill) => (Some(fill), None),
            None => (None, None),
        };
        Ok(KnobSetting {
            knob,
            value,
            fill: fill.map(str::to_owned),
            session,
        })
    }
}

impl Design {
    /// Applies a setting as [`KnobSetting::parse`] reads it.
    ///
    /// # Errors
    /// The text has another form, or names or values are wrong; the sentence says which.
    pub fn apply_setting(&mut self, text: &str) -> Result<(), DesignError> {
        let KnobSetting {
            knob,
            value,
            fill,
            session,
        } = KnobSetting::parse(text)?;
        match (fill, session) {
            (Some(fill), Some(session)) => self.set_of_fill_session(&fill, session, knob, value),
            (Some(fill), None) => self.set_of_fill(&fill, knob, value),
            (None, Some(session)) => self.set_of_session(session, knob, value),
            (None, None) => self.set(knob, value),
        }
    }
}
