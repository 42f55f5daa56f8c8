//! What is recorded of one client's treatment: needles, pigments, settings of each session. All blank until a practitioner enters
//! it; nothing here comes from the simulation.

use super::ConsultError;
use serde::{Deserialize, Serialize};

/// Version of the record file that this program writes and reads.
const FORMAT: u32 = 1;
const FILE: &str = "the record file";

/// What a practitioner has entered of one session; every text may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct SessionEntry {
    /// Number of the session, from 1.
    pub number: usize,
    /// The day.
    pub date: String,
    /// Needle.
    pub needle: String,
    /// Depth as the practitioner sets it.
    pub depth: String,
    /// Pigment and how it is mixed.
    pub mixing: String,
}

/// One pigment that was used.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct PigmentRecord {
    /// Maker and name.
    pub name: String,
    /// Lot number.
    pub lot: String,
    /// Day of expiry.
    pub expiry: String,
    /// What the maker states on REACH (EU 2020/2081).
    pub reach: String,
}

/// One needle or cartridge that was used.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct NeedleRecord {
    /// Maker and kind.
    pub name: String,
    /// Lot number.
    pub lot: String,
    /// Day of expiry of its sterility.
    pub expiry: String,
    /// Sessions in which it was used.
    pub sessions: String,
}

/// All that is recorded of a treatment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct TreatmentRecord {
    format: u32,
    /// Sessions, by their number.
    pub session: Vec<SessionEntry>,
    /// Pigments.
    pub pigment: Vec<PigmentRecord>,
    /// Needles.
    pub needle: Vec<NeedleRecord>,
}

impl TreatmentRecord {
    /// Reads a record file.
    ///
    /// # Errors
    /// It is none, or of a newer program.
    pub fn read(text: &str) -> Result<Self, ConsultError> {
        let record: TreatmentRecord = toml::from_str(text).map_err(|error| ConsultError::NoFile {
            file: FILE,
            detail: error.to_string().trim_end().to_owned(),
            beginning: "the one in docs/consultation.md",
        })?;
        match record.format > FORMAT {
            true => Err(ConsultError::Newer {
                file: FILE,
                found: record.format,
                known: FORMAT,
            }),
            false => Ok(record),
        }
    }

    /// What was entered of a session; blank where nothing was.
    pub fn session(&self, number: usize) -> SessionEntry {
        let found = self.session.iter().find(|entry| entry.number == number);
        SessionEntry {
            number,
            ..found.cloned().unwrap_or_default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_in_a_record_is_named_and_where_a_good_one_stands() {
        let slip = TreatmentRecord::read("[[session]]\nneedel = \"3RL\"\n");
        let said = slip.expect_err("a slip").to_string();
        for wanted in ["record file", "needel", "docs/consultation.md"] {
            assert!(said.contains(wanted), "{said}");
        }
    }
}
