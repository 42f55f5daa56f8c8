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
    let records: [(&str, &String, &[String]); 4] = [
        ("1  Treatment", &texts.consent_treatment, &[]),
        ("2  Photos, taken and kept", &texts.consent_photos, &[]),
        (
            "3  Photos, shown to others",
            &texts.consent_sharing,
            &texts.sharing_places,
        ),
        (
            "4  Patch test",
            &texts.consent_patch_test,
            &texts.patch_test_choices,
        ),
    ];
    for (title, text, places) in records {
        flow.need(46.0);
        flow.section(title);
        flow.paragraph(TextStyle::BODY, text);
        // What came of the patch test stands in place of an agreement.
        if title.starts_with('4') {
            for place in places {
                flow.choice(place);
            }
        } else {
            flow.choices(&answer);
            flow.choices(places);
        }
        flow.fields(&[
            ("Date", 0.14, ""),
            ("Client's signature", 0.42, ""),
            ("Withdrawn on", 0.14, ""),
            ("Signature", 0.30, ""),
        ]);
    }
    flow.section("Age");
    for choice in &texts.age_choices {
        flow.choice(choice);
    }
    flow.need(30.0);
    flow.fields(&[
        ("Client, name", 0.4, ""),
        ("Signature", 0.38, ""),
        ("Date", 0.22, ""),
    ]);
    flow.fields(&[
        ("Parent or guardian, name", 0.4, ""),
        ("Signature", 0.38, ""),
        ("Date", 0.22, ""),
    ]);
    flow.fields(&[
        ("Practitioner, name", 0.4, ""),
        ("Signature", 0.38, ""),
        ("Date", 0.22, ""),
    ]);
    flow.gap(1.5);
    flow.paragraph(TextStyle::NOTE, &texts.not_advice);
    flow.finish()
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
    flow.section("Pigments");
    let pigments = record.pigment.iter();
    let rows = pigments.map(|it| {
        vec![
            it.name.clone(),
            it.lot.clone(),
            it.expiry.clone(),
            it.reach.clone(),
        ]
    });
    flow.table(
        &[
            ("Maker and name", 0.36),
            ("Lot", 0.16),
            ("Expiry", 0.14),
            ("REACH (EU 2020/2081), as the maker states", 0.34),
        ],
        &padded(rows.collect(), 4),
    );
    flow.section("Needles");
    let needles = record.needle.iter();
    let rows = needles.map(|it| {
        vec![
            it.name.clone(),
            it.lot.clone(),
            it.expiry.clone(),
            it.sessions.clone(),
        ]
    });
    flow.table(
        &[
            ("Maker and kind", 0.40),
            ("Lot", 0.20),
            ("Sterile until", 0.20),
            ("Sessions", 0.20),
        ],
        &padded(rows.collect(), 4),
    );
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

/// Rows with empty ones behind, so that there is room to write.
fn padded(mut rows: Vec<Vec<String>>, columns: usize) -> Vec<Vec<String>> {
    while rows.len() < LEAST_ROWS {
        rows.push(vec![String::new(); columns]);
    }
    rows
}
