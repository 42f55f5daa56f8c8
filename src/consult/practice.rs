//! The practice file: a clinic's name, rates and texts, the same for all its clients.

use super::ConsultError;
use serde::{Deserialize, Serialize};

/// Version of the practice file that this program writes and reads.
const FORMAT: u32 = 1;
const FILE: &str = "the practice file";

/// Who treats.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct ClinicFacts {
    /// The clinic's name, in any script.
    pub name: String,
    /// The practitioner's name.
    pub practitioner: String,
    /// Address, telephone: one line.
    pub address: String,
    /// Picture of its logo (PNG or JPEG), beside the practice file unless the whole path is given.
    pub logo: String,
}

/// How fast a practitioner works, and for how much.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct PracticeRates {
    /// Dots a minute of work, from slow to fast.
    pub dots_per_minute: Option<[f64; 2]>,
    /// Minutes of a session besides the dots: drawing, numbing, breaks.
    pub setup_minutes: f64,
    /// Price of an hour.
    pub price_per_hour: Option<f64>,
    /// Price of a session, beside the hours.
    pub price_per_session: Option<f64>,
    /// Currency, as it stands behind a price.
    pub currency: String,
}

/// The texts of the report, each line a paragraph or a point of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct PracticeTexts {
    /// What the client is to expect.
    pub expect: Vec<String>,
    /// What is done at home afterwards.
    pub aftercare: Vec<String>,
    /// What a client is asked before a treatment.
    pub contraindications: Vec<String>,
    /// Consent to the treatment.
    pub consent_treatment: String,
    /// Consent to photos being taken and kept.
    pub consent_photos: String,
    /// Consent to photos being shown to others.
    pub consent_sharing: String,
    /// Where they may be shown.
    pub sharing_places: Vec<String>,
    /// The patch test.
    pub consent_patch_test: String,
    /// What came of it.
    pub patch_test_choices: Vec<String>,
    /// Age, and who is present for a minor.
    pub age_choices: Vec<String>,
    /// What the report is not.
    pub not_advice: String,
}

/// All that a practice brings.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct PracticeFile {
    format: u32,
    /// Who treats.
    pub clinic: ClinicFacts,
    /// Time and price.
    pub rates: PracticeRates,
    /// Texts.
    pub texts: PracticeTexts,
}

impl PracticeFile {
    /// The file that ships, with its comments: what `shadowline practice` prints.
    pub const SHIPPED: &'static str = include_str!("../../assets/practice.toml");

    /// Reads a practice file; texts that it leaves out are those that ship.
    ///
    /// # Errors
    /// It is none, is of a newer program, or holds a number out of range.
    pub fn read(text: &str) -> Result<Self, ConsultError> {
        let mut file = parsed(text)?;
        if file.format > FORMAT {
            return Err(ConsultError::Newer {
                file: FILE,
                found: file.format,
                known: FORMAT,
            });
        }
        file.rates.check()?;
        file.texts.fill_up(PracticeFile::shipped().texts);
        Ok(file)
    }

    /// What ships: texts, and no rates.
    #[expect(
        clippy::expect_used,
        reason = "the file is part of the program, and a test reads it"
    )]
    pub fn shipped() -> Self {
        parsed(PracticeFile::SHIPPED).expect("the practice file that ships is good")
    }
}

fn parsed(text: &str) -> Result<PracticeFile, ConsultError> {
    toml::from_str(text).map_err(|error| ConsultError::NoFile {
        file: FILE,
        detail: error.to_string().trim_end().to_owned(),
        beginning: "what `shadowline practice` prints",
    })
}

impl PracticeTexts {
    /// Takes from others what is empty here.
    fn fill_up(&mut self, others: PracticeTexts) {
        let list = |own: &mut Vec<String>, other: Vec<String>| {
            if own.is_empty() {
                *own = other;
            }
        };
        list(&mut self.expect, others.expect);
        list(&mut self.aftercare, others.aftercare);
        list(&mut self.contraindications, others.contraindications);
        list(&mut self.sharing_places, others.sharing_places);
        list(&mut self.patch_test_choices, others.patch_test_choices);
        list(&mut self.age_choices, others.age_choices);
        let line = |own: &mut String, other: String| {
            if own.trim().is_empty() {
                *own = other;
            }
        };
        line(&mut self.consent_treatment, others.consent_treatment);
        line(&mut self.consent_photos, others.consent_photos);
        line(&mut self.consent_sharing, others.consent_sharing);
        line(&mut self.consent_patch_test, others.consent_patch_test);
        line(&mut self.not_advice, others.not_advice);
    }
}

impl PracticeRates {
    /// Most of any rate (assumption: far over what anybody asks).
    const MOST: f64 = 1e6;

    fn check(&self) -> Result<(), ConsultError> {
        let wrong = |name: &'static str, value: String, wanted: &'static str| {
            Err(ConsultError::Value {
                file: FILE,
                name,
                value,
                wanted,
            })
        };
        if let Some([slow, fast]) = self.dots_per_minute
            && !(slow > 0.0 && slow <= fast && fast <= PracticeRates::MOST)
        {
            return wrong(
                "dots-per-minute",
                format!("[{slow}, {fast}]"),
                "give two numbers above 0 and up to 1,000,000, the slower first",
            );
        }
        for (name, value) in [
            ("setup-minutes", Some(self.setup_minutes)),
            ("price-per-hour", self.price_per_hour),
            ("price-per-session", self.price_per_session),
        ] {
            if let Some(value) = value
                && !(0.0..=PracticeRates::MOST).contains(&value)
            {
                return wrong(name, value.to_string(), "give a number from 0 to 1,000,000");
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ships_is_whole_and_asks_for_no_price() {
        let file = PracticeFile::shipped();
        assert_eq!(file.rates, PracticeRates::default());
        let texts = &file.texts;
        assert!(texts.expect.len() > 5 && texts.aftercare.len() > 5 && texts.contraindications.len() > 10);
        let choices = [
            &texts.sharing_places,
            &texts.patch_test_choices,
            &texts.age_choices,
        ];
        assert!(choices.iter().all(|choices| choices.len() >= 2));
        for consent in [
            &texts.consent_treatment,
            &texts.consent_photos,
            &texts.consent_sharing,
            &texts.consent_patch_test,
            &texts.not_advice,
        ] {
            assert!(consent.len() > 30, "{consent}");
        }
    }

    #[test]
    fn own_texts_stand_and_the_others_are_those_that_ship() {
        let own = PracticeFile::read("[texts]\naftercare = [\"Keep dry.\"]\n").unwrap();
        assert_eq!(own.texts.aftercare, ["Keep dry."]);
        assert_eq!(own.texts.expect, PracticeFile::shipped().texts.expect);
    }

    #[test]
    fn wrong_rates_are_named() {
        for (text, name) in [
            ("[rates]\ndots-per-minute = [90, 60]", "dots-per-minute"),
            ("[rates]\ndots-per-minute = [0, 60]", "dots-per-minute"),
            ("[rates]\nprice-per-hour = nan", "price-per-hour"),
            ("[rates]\nsetup-minutes = -5", "setup-minutes"),
            ("[rates]\nprice = 5", "price"),
        ] {
            let said = PracticeFile::read(text).expect_err(text).to_string();
            assert!(said.contains(name), "{said}");
        }
        assert!(matches!(
            PracticeFile::read("format = 2"),
            Err(ConsultError::Newer { found: 2, .. })
        ));
    }
}
