//! The words of a report: what to expect, aftercare, questions, consents, and what is recorded of the treatment.

use super::flow::SheetFlow;
use super::fonts::PaperFonts;
use super::frame::DocumentFacts;
use super::pen::TextStyle;
use super::sheet::{PaperSheet, PaperSize};
use crate::consult::{PracticeTexts, TreatmentRecord};

/// Rows of a record that are there at least, to write on.
const LEAST_ROWS: usize = 4;

/// What to expect, and aftercare.
pub(super) fn expect_sheets(
    fonts: &mut PaperFonts,
    paper: PaperSize,
    facts: &DocumentFacts,
    texts: &PracticeTexts,
) -> Vec<PaperSheet> {
    let mut flow = SheetFlow::new(fonts, paper, facts, "What to expect", "To take home.");
    for text in &texts.expect {
        flow.point(text);
    }
    flow.section("Aftercare");
    for text in &texts.aftercare {
        flow.point(text);
    }
    flow.finish()
}

/// Questions before the treatment: they record answers and judge none.
pub(super) fn question_sheets(
    fonts: &mut PaperFonts,
    paper: PaperSize,
    facts: &DocumentFacts,
    texts: &PracticeTexts,
) -> Vec<PaperSheet> {
    let mut flow = SheetFlow::new(
        fonts,
        paper,
        facts,
        "Before the treatment",
        "The client answers, the practitioner decides; where anything is answered with yes, a doctor may have to be asked.",
    );
    for text in &texts.contraindications {
        flow.question(text);
    }
    flow.gap(4.0);
    flow.fields(&[("Medicines, allergies, remarks", 1.0, "")]);
    flow.fields(&[("", 1.0, "")]);
    flow.fields(&[("Date", 0.25, ""), ("Client's signature", 0.75, "")]);
    flow.finish()
}

/// Four consents that stand apart, none of them ticked.
pub(super) fn consent_sheets(
    fonts: &mut PaperFonts,
    paper: PaperSize,
    facts: &DocumentFacts,
    texts: &PracticeTexts,
) -> Vec<PaperSheet> {
    let mut flow = SheetFlow::new(
        fonts,
        paper,
        facts,
        "Consent",
        "Four consents, each for itself: one may be given and another not. Each can be withdrawn at any time, from then on.",
    );
    let answer = ["I agree".to_owned(), "I do not agree".to_owned()];
    let agreement = |flow: &mut SheetFlow<'_>| flow.choices(&answer);
    let agreement_and_places = |flow: &mut SheetFlow<'_>| {
        flow.choices(&answer);
        flow.choices(&texts.sharing_places);
    };
    // What came of the patch test stands in place of an agreement.
    let patch_test = |flow: &mut SheetFlow<'_>| {
        for choice in &texts.patch_test_choices {
            flow.choice(choice);
        }
    };
    consent(&mut flow, "1  Treatment", &texts.consent_treatment, agreement);
    consent(
        &mut flow,
        "2  Photos, taken and kept",
        &texts.consent_photos,
        agreement,
    );
    consent(
        &mut flow,
        "3  Photos, shown to others",
        &texts.consent_sharing,
        agreement_and_places,
    );
    consent(&mut flow, "4  Patch test", &texts.consent_patch_test, patch_test);
    flow.section("Age");
    for choice in &texts.age_choices {
        flow.choice(choice);
    }
    flow.need(30.0);
    for name in ["Client, name", "Parent or guardian, name", "Practitioner, name"] {
        flow.fields(&[(name, 0.4, ""), ("Signature", 0.38, ""), ("Date", 0.22, "")]);
    }
    flow.gap(1.5);
    flow.paragraph(TextStyle::NOTE, &texts.not_advice);
    flow.finish()
}

/// One consent: what is agreed to, what can be ticked, and who signs and withdraws it.
fn consent(flow: &mut SheetFlow<'_>, title: &str, text: &str, ticks: impl FnOnce(&mut SheetFlow<'_>)) {
    flow.need(46.0);
    flow.section(title);
    flow.paragraph(TextStyle::BODY, text);
    ticks(flow);
    flow.fields(&[
        ("Date", 0.14, ""),
        ("Client's signature", 0.42, ""),
        ("Withdrawn on", 0.14, ""),
        ("Signature", 0.30, ""),
    ]);
}

/// Pigments, needles and sessions as they were used, with room to write.
pub(super) fn record_sheets(
    fonts: &mut PaperFonts,
    paper: PaperSize,
    facts: &DocumentFacts,
    record: &TreatmentRecord,
    sessions: usize,
) -> Vec<PaperSheet> {
    let mut flow = SheetFlow::new(
        fonts,
        paper,
        facts,
        "Record of the treatment",
        "Filled in by the practitioner; nothing here comes from the simulation.",
    );
    let pigments = record.pigment.iter();
    let rows = pigments.map(|it| {
        vec![
            it.name.clone(),
            it.lot.clone(),
            it.expiry.clone(),
            it.reach.clone(),
        ]
    });
    let heads = [
        ("Maker and name", 0.36),
        ("Lot", 0.16),
        ("Expiry", 0.14),
        ("REACH (EU 2020/2081), as the maker states", 0.34),
    ];
    supplies(&mut flow, "Pigments", &heads, rows.collect());
    let needles = record.needle.iter();
    let rows = needles.map(|it| {
        vec![
            it.name.clone(),
            it.lot.clone(),
            it.expiry.clone(),
            it.sessions.clone(),
        ]
    });
    let heads = [
        ("Maker and kind", 0.40),
        ("Lot", 0.20),
        ("Sterile until", 0.20),
        ("Sessions", 0.20),
    ];
    supplies(&mut flow, "Needles", &heads, rows.collect());
    flow.section("Sessions");
    let rows = (1..=sessions.max(LEAST_ROWS)).map(|number| {
        let it = record.session(number);
        vec![number.to_string(), it.date, it.needle, it.depth, it.mixing]
    });
    flow.table(
        &[
            ("No.", 0.07),
            ("Date", 0.15),
            ("Needle", 0.24),
            ("Depth", 0.16),
            ("Pigment and mixing", 0.38),
        ],
        &rows.collect::<Vec<_>>(),
    );
    flow.section("Remarks");
    for _ in 0..3 {
        flow.fields(&[("", 1.0, "")]);
    }
    flow.finish()
}

/// A table of what was used, with empty rows behind so that there is room to write.
fn supplies(flow: &mut SheetFlow<'_>, title: &str, heads: &[(&str, f64)], mut rows: Vec<Vec<String>>) {
    let count = rows.len().max(LEAST_ROWS);
    rows.resize(count, vec![String::new(); heads.len()]);
    flow.section(title);
    flow.table(heads, &rows);
}
