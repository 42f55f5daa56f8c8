//! The plan of sessions: what each adds, and how it differs from the others.

use super::{Design, DesignError, Fill, Knob, check_range};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Most sessions of a plan.
pub const MAX_SESSIONS: usize = 6;

/// One session: its share of the density, and its own values of session knobs; those that are missing follow the design.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(from = "SessionFile")]
pub struct Session {
    /// The values, [`Knob::Share`] among them.
    pub knobs: BTreeMap<Knob, f64>,
}

/// A session in a file: its share alone, or all of its knobs.
#[derive(Deserialize)]
#[serde(untagged)]
enum SessionFile {
    Share(f64),
    Knobs(SessionKnobs),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SessionKnobs {
    knobs: BTreeMap<Knob, f64>,
}

impl From<SessionFile> for Session {
    fn from(file: SessionFile) -> Self {
        match file {
            SessionFile::Share(share) => Session::new(share, &[]),
            SessionFile::Knobs(SessionKnobs { knobs }) => Session { knobs },
        }
    }
}

impl Session {
    /// A session with its share of the density and other knobs.
    pub fn new(share: f64, others: &[(Knob, f64)]) -> Self {
        let knobs = others.iter().copied().chain([(Knob::Share, share)]);
        Session {
            knobs: knobs.collect(),
        }
    }

    /// Sessions that differ in nothing but their share.
    pub fn shares(shares: &[f64]) -> Vec<Self> {
        shares.iter().map(|share| Session::new(*share, &[])).collect()
    }

    /// Share of the density that stands after it.
    pub fn share(&self) -> f64 {
        self.knobs.get(&Knob::Share).copied().unwrap_or(1.0)
    }
}

/// Setback and shade of a first session: it stays behind the line and is lighter (setback: trade habit; shade:
/// assumption, docs/domain.md 5.1 and 6).
const FIRST: [(Knob, f64); 2] = [(Knob::Setback, 5.0), (Knob::SessionShade, 0.8)];

/// A named plan of sessions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SessionPlan {
    /// Name on the command line.
    pub name: &'static str,
    /// What it is for, and its source.
    pub about: &'static str,
    /// Shares, rising to 1.
    shares: &'static [f64],
    /// Weeks between its sessions.
    weeks: f64,
}

/// The plans that ship; the first is that of a new design.
pub const PLANS: [SessionPlan; 4] = [
    SessionPlan {
        name: "three",
        about: "Three sessions, 30, 70 and 100 % (published protocol, Liu 2025); the last is decided at the visit before.",
        shares: &[0.3, 0.7, 1.0],
        weeks: 2.0,
    },
    SessionPlan {
        name: "four",
        about: "Four sessions: scars, alopecia, very fair or flaky skin (common advice).",
        shares: &[0.25, 0.5, 0.8, 1.0],
        weeks: 2.0,
    },
    SessionPlan {
        name: "five",
        about: "Five sessions, weeks apart: scars and skin that keeps little (common advice).",
        shares: &[0.2, 0.4, 0.6, 0.8, 1.0],
        weeks: 3.0,
    },
    SessionPlan {
        name: "two",
        about: "Two sessions: a small area or a touch-up (common advice).",
        shares: &[0.5, 1.0],
        weeks: 2.0,
    },
];

impl SessionPlan {
    /// The plan of that name.
    ///
    /// # Errors
    /// There is none; the sentence lists them.
    pub fn named(name: &str) -> Result<&'static SessionPlan, DesignError> {
        PLANS.iter().find(|plan| plan.name == name).ok_or_else(|| {
            DesignError::no_choice("plan of sessions", name, PLANS.iter().map(|plan| plan.name))
        })
    }

    /// Its sessions; the first is lighter and stays behind the line.
    pub fn sessions(&self) -> Vec<Session> {
        let mut sessions = Session::shares(self.shares);
        for session in &mut sessions {
            session.knobs.insert(Knob::Weeks, self.weeks);
        }
        sessions[0].knobs.extend(FIRST);
        sessions
    }
}

impl Design {
    /// Value of a knob in a session (counted from 0): its own, or the design's.
    pub fn of_session(&self, session: usize, knob: Knob) -> f64 {
        let own = self.sessions.get(session);
        own.and_then(|own| own.knobs.get(&knob))
            .copied()
            .unwrap_or_else(|| self.get(knob))
    }

    /// Value of a session knob in one fill, session counted from 0: the fill's own, or the session's. Shares never fall, and the
    /// last session completes every fill.
    pub fn of_fill_session(&self, fill: &Fill, session: usize, knob: Knob) -> f64 {
        let value = |session: usize| {
            let own = fill.sessions.get(session).and_then(|own| own.knobs.get(&knob));
            own.copied().unwrap_or_else(|| self.of_session(session, knob))
        };
        if knob != Knob::Share {
            return value(session);
        }
        match session + 1 >= self.sessions.len() {
            true => 1.0,
            false => (0..=session).map(value).fold(0.0, f64::max),
        }
    }

    /// Sets a knob of one session, counted from 1; the fills' own values of it are given up.
    ///
    /// # Errors
    /// There is no such session, the knob isn't one of a session, the value is out of range, or the shares would not
    /// rise to 1.
    pub fn set_of_session(&mut self, number: usize, knob: Knob, value: f64) -> Result<(), DesignError> {
        let index = self.check_session_knob(number, knob, value)?;
        let mut sessions = self.sessions.clone();
        sessions[index].knobs.insert(knob, value);
        check_sessions(&sessions)?;
        self.sessions = sessions;
        for own in self
            .fills
            .iter_mut()
            .filter_map(|fill| fill.sessions.get_mut(index))
        {
            own.knobs.remove(&knob);
        }
        Ok(())
    }

    /// Sets a knob of one session, counted from 1, in one fill.
    ///
    /// # Errors
    /// No fill has that name, or as for [`Design::set_of_session`]; weeks are those of the whole plan.
    pub fn set_of_fill_session(
        &mut self,
        fill: &str,
        number: usize,
        knob: Knob,
        value: f64,
    ) -> Result<(), DesignError> {
        let index = self.check_session_knob(number, knob, value)?;
        let found = self.fill_mut(fill)?;
        let mut sessions = found.sessions.clone();
        if sessions.len() <= index {
            sessions.resize(index + 1, Session::default());
        }
        sessions[index].knobs.insert(knob, value);
        check_own_sessions(&sessions)?;
        found.sessions = sessions;
        Ok(())
    }

    /// Index of a session counted from 1, if it is planned and the knob may have that value in it.
    fn check_session_knob(&self, number: usize, knob: Knob, value: f64) -> Result<usize, DesignError> {
        check_range(knob, value)?;
        if !knob.per_session() {
            return Err(DesignError::NotOfSession {
                knob: knob.row().name,
            });
        }
        let count = self.sessions.len();
        number
            .checked_sub(1)
            .filter(|index| *index < count)
            .ok_or(DesignError::NoSession { number, count })
    }
}

/// Refuses plans without sessions, with too many, with shares that don't rise to 1, and knobs that no session has.
pub(super) fn check_sessions(sessions: &[Session]) -> Result<(), DesignError> {
    let shares: Vec<f64> = sessions.iter().map(Session::share).collect();
    let rising = shares.windows(2).all(|pair| pair[0] < pair[1]);
    let ends_full = shares.last() == Some(&1.0);
    if !((1..=MAX_SESSIONS).contains(&shares.len()) && rising && ends_full && shares[0] > 0.0) {
        return Err(DesignError::Sessions);
    }
    check_knobs(sessions)
}

/// Refuses a fill's own sessions: too many, shares that fall, weeks, and knobs that no session has.
pub(super) fn check_own_sessions(sessions: &[Session]) -> Result<(), DesignError> {
    let shares = sessions.iter().filter_map(|own| own.knobs.get(&Knob::Share));
    if sessions.len() > MAX_SESSIONS || !shares.is_sorted() {
        return Err(DesignError::Sessions);
    }
    if sessions.iter().any(|own| own.knobs.contains_key(&Knob::Weeks)) {
        return Err(DesignError::NotOfFill {
            knob: Knob::Weeks.row().name,
        });
    }
    check_knobs(sessions)
}

fn check_knobs(sessions: &[Session]) -> Result<(), DesignError> {
    for (knob, value) in sessions.iter().flat_map(|session| &session.knobs) {
        if !knob.per_session() {
            return Err(DesignError::NotOfSession {
                knob: knob.row().name,
            });
        }
        check_range(*knob, *value)?;
    }
    Ok(())
}
