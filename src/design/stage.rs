//! The moment that is shown: after which session, how many days or years on.

use super::{Design, DesignError, Knob, LightChoice};

/// Days after which a session counts as settled (final look after 4–6 weeks, docs/domain.md 6).
pub const SETTLED_DAYS: f64 = 42.0;

/// The moments from fresh to ten years: name, days, years.
pub const COURSE: [(&str, f64, f64); 14] = [
    ("fresh", 0.0, 0.0),
    ("day-2", 2.0, 0.0),
    ("day-4", 4.0, 0.0),
    ("day-7", 7.0, 0.0),
    ("day-10", 10.0, 0.0),
    ("day-14", 14.0, 0.0),
    ("day-30", 30.0, 0.0),
    ("healed", SETTLED_DAYS, 0.0),
    ("year-1", SETTLED_DAYS, 1.0),
    ("year-2", SETTLED_DAYS, 2.0),
    ("year-3", SETTLED_DAYS, 3.0),
    ("year-5", SETTLED_DAYS, 5.0),
    ("year-8", SETTLED_DAYS, 8.0),
    ("year-10", SETTLED_DAYS, 10.0),
];

/// A moment of the treatment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TreatmentStage {
    /// Session after which it is, from 1; None is the last one planned.
    pub session: Option<u32>,
    /// Days since that session, 0 (fresh) to 42 (healed).
    pub day: f64,
    /// Years since.
    pub years: f64,
}

impl TreatmentStage {
    /// Healed after the last planned session: what is shown unless something else is asked for.
    pub const HEALED: TreatmentStage = TreatmentStage {
        session: None,
        day: SETTLED_DAYS,
        years: 0.0,
    };

    /// Reads `fresh`, `day:N`, `healed`, `year:N`, `session:K` or `session:K+day:N` (also `+fresh`, `+healed`).
    ///
    /// # Errors
    /// Another form, or numbers out of range.
    pub fn parse(text: &str) -> Result<Self, DesignError> {
        let wrong = || DesignError::Stage {
            stage: text.to_owned(),
        };
        let mut stage = TreatmentStage::HEALED;
        for part in text.split('+') {
            let (word, number) = match part.trim().split_once(':') {
                Some((word, number)) => (word, Some(number.trim().parse::<f64>().map_err(|_| wrong())?)),
                None => (part.trim(), None),
            };
            match (word, number) {
                ("fresh", None) => stage.day = 0.0,
                ("healed", None) => stage.day = SETTLED_DAYS,
                ("day", Some(day)) if (0.0..=SETTLED_DAYS).contains(&day) => stage.day = day,
                ("year", Some(years)) if (0.0..=10.0).contains(&years) => stage.years = years,
                ("session", Some(number)) if (1.0..=6.0).contains(&number) && number.fract() == 0.0 => {
                    stage.session = Some(number as u32);
                }
                _ => return Err(wrong()),
            }
        }
        Ok(stage)
    }

    /// What it is, for captions: `healed`, `fresh after session 1 of 3`, `day 7`, `5 years on`.
    pub fn words(&self, sessions: usize) -> String {
        let state = if self.years >= 0.05 {
            let years = (self.years * 10.0).round() / 10.0;
            let unit = if years == 1.0 { "year" } else { "years" };
            format!("{years} {unit} on")
        } else if self.day < 0.5 {
            "fresh".to_owned()
        } else if self.day < SETTLED_DAYS - 0.5 {
            format!("day {}", self.day.round())
        } else {
            "healed".to_owned()
        };
        match self.session {
            Some(session) if (session as usize) < sessions => {
                format!("{state} after session {session} of {sessions}")
            }
            _ => state,
        }
    }
}

impl Design {
    /// The moment that is shown.
    pub fn stage(&self) -> TreatmentStage {
        let shown = self.session_shown();
        TreatmentStage {
            session: (shown < self.sessions.len()).then_some(shown as u32),
            day: self.get(Knob::Day),
            years: self.get(Knob::Years),
        }
    }

    /// Shows another moment.
    pub fn show(&mut self, stage: TreatmentStage) {
        let session = stage.session.map_or(0.0, f64::from);
        self.knobs.extend([
            (Knob::Session, session),
            (Knob::Day, stage.day),
            (Knob::Years, stage.years),
        ]);
    }

    /// Whether light, shine or distance are others than the photo's.
    pub fn is_relit(&self) -> bool {
        self.light() != LightChoice::AsPhotographed
            || self.get(Knob::Shine) != 0.0
            || self.get(Knob::Distance) > 0.0
    }

    /// What is shown, in words, for captions: the moment, and light and distance where they aren't the photo's.
    pub fn stage_words(&self) -> String {
        let mut words = self.stage().words(self.sessions.len());
        let mut add = |part: &str| {
            words.push_str(", ");
            words.push_str(part);
        };
        if self.colours_sessions() {
            add("sessions in colours");
        }
        if self.light() != LightChoice::AsPhotographed {
            add(self.light().words());
        }
        match self.get(Knob::Shine) {
            shine if shine < 0.0 => add("matte"),
            shine if shine > 0.0 => add("oily"),
            _ => {}
        }
        let distance_m = self.get(Knob::Distance);
        if distance_m > 0.0 {
            add(&format!("seen from {} m", (distance_m * 10.0).round() / 10.0));
        }
        words
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_read_shown_and_said() {
        let said = |text: &str| {
            let mut design = Design::default();
            design.show(TreatmentStage::parse(text).unwrap());
            design.stage_words()
        };
        assert_eq!(said("healed"), "healed");
        assert_eq!(said("fresh"), "fresh");
        assert_eq!(said("day:7"), "day 7");
        assert_eq!(said("year:5"), "5 years on");
        assert_eq!(said("session:1"), "healed after session 1 of 3");
        assert_eq!(said("session:2+day:4"), "day 4 after session 2 of 3");
        assert_eq!(said("session:3"), "healed");
        for wrong in ["", "old", "day", "day:43", "year:-1", "session:0", "session:1.5"] {
            assert!(TreatmentStage::parse(wrong).is_err(), "{wrong}");
        }
    }
}
