//! What a consultation comes to, as plain values: the plan by zone and session, the distances by which the hairline is marked,
//! the flattened line and zones, and what the practitioner brings (rates, texts, records). `paper` writes them.

mod card;
mod compared_work;
mod error;
mod flat_map;
mod learned_work;
mod practice;
mod record;
mod strip;
mod swatch;
mod treatment_plan;

pub use card::{ClientSide, MARKING_COUNT, MarkingDistance, MarkingPlace, marking_card};
pub use compared_work::{WorkPhoto, learned_visit};
pub use error::ConsultError;
pub use flat_map::{FlatDot, FlatZone, flat_zones, unbroken_lines};
pub use learned_work::{FEWEST_VISITS, LearnedMean, LearnedVisit, LearnedWork};
pub use practice::{ClinicFacts, PracticeFile, PracticeRates, PracticeTexts};
pub use record::{NeedleRecord, PigmentRecord, SessionEntry, TreatmentRecord};
pub use strip::{HairlineStrip, STRIP_HALF_MM, StripAnchor, StripPoint};
pub use swatch::{DensitySwatch, SWATCH_MM};
pub use treatment_plan::{PlanRow, PlannedSession, TreatmentPlan, ValueRange, grouped};
