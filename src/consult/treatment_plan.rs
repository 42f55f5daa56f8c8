//! The plan of a treatment: dots, skin, time and price by zone and session.

use super::practice::PracticeRates;
use super::record::{SessionEntry, TreatmentRecord};
use crate::design::{Design, Document, FillRegion, Knob};
use crate::engine::{DrawnDot, Engine, EngineError, ZoneSkin};
use crate::head::HeadView;
use std::collections::{BTreeMap, BTreeSet};

/// How well an area is known from a phone's photo at best, share: a published method lies −15 to +25 % off, clinics' own estimates
/// −35 to +18 % (Multimedia Tools and Applications 2024, doi 10.1007/s11042-024-18619-9).
const LEAST_AREA_ERROR: f64 = 0.25;
/// Standard deviations within which an area is said: 19 of 20.
const SAID_SD: f64 = 2.0;
/// No estimate is said to be worse than this, share (assumption: more would promise nothing at all).
const MOST_AREA_ERROR: f64 = 0.9;

/// How far an area of this view may be off, share: what the fit leaves open of the scale, and never less than a photo allows.
fn area_error_share(view: &HeadView) -> f64 {
    (SAID_SD * view.area_error()).clamp(LEAST_AREA_ERROR, MOST_AREA_ERROR)
}

/// The two ends between which a value lies.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ValueRange {
    /// At least.
    pub low: f64,
    /// At most.
    pub high: f64,
}

impl ValueRange {
    /// A value that may be off by a share of itself.
    pub fn about(value: f64, error_share: f64) -> Self {
        ValueRange {
            low: value * (1.0 - error_share),
            high: value * (1.0 + error_share),
        }
    }

    /// Both ends together with those of another range.
    pub fn plus(self, other: ValueRange) -> Self {
        ValueRange {
            low: self.low + other.low,
            high: self.high + other.high,
        }
    }

    /// Both ends in two digits, the low one downwards and the high one upwards: `3,600–6,100`; more would pretend to be known. A value
    /// that is known, as a fixed price, is said whole.
    pub fn said(self) -> String {
        if self.low == self.high {
            return grouped(self.low.round() as u64);
        }
        let digits = |value: f64, rounded: fn(f64) -> f64| {
            let step = 10f64.powf((value.abs().max(1.0).log10().floor() - 1.0).max(0.0));
            (rounded(value / step) * step) as u64
        };
        let ends = [digits(self.low, f64::floor), digits(self.high, f64::ceil)];
        match ends[0] == ends[1] {
            true => grouped(ends[0]),
            false => format!("{}–{}", grouped(ends[0]), grouped(ends[1])),
        }
    }

    /// Both ends, minutes, as hours and minutes: `2 h 10 – 3 h 40`.
    pub fn said_as_time(self) -> String {
        let time = |minutes: f64| match minutes as u64 {
            short @ 0..60 => format!("{short} min"),
            long => format!("{} h {:02}", long / 60, long % 60),
        };
        let five = |minutes: f64| 5.0 * minutes;
        let [low, high] = [five((self.low / 5.0).floor()), five((self.high / 5.0).ceil())];
        match low == high {
            true => time(low),
            false => format!("{} – {}", time(low), time(high)),
        }
    }

    /// Both ends by a function that keeps their order.
    fn map(self, change: impl Fn(f64) -> f64) -> Self {
        ValueRange {
            low: change(self.low),
            high: change(self.high),
        }
    }
}

/// A whole number with commas between thousands.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// One fill in one zone, in one session.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanRow {
    /// The zone.
    pub zone: FillRegion,
    /// The fill's name.
    pub fill: String,
    /// Dots of this session.
    pub dots: usize,
    /// Skin of the zone that the session works on, cm²; fills that are laid over each other in a zone share it.
    pub area_cm2: f64,
    /// Dots of all sessions up to this one.
    pub standing: usize,
}

impl PlanRow {
    /// Dots per cm² that this session adds.
    pub fn added_per_cm2(&self) -> f64 {
        per_cm2(self.dots, self.area_cm2)
    }

    /// Dots per cm² that stand after it.
    pub fn standing_per_cm2(&self) -> f64 {
        per_cm2(self.standing, self.area_cm2)
    }
}

/// Dots over skin; 0 where there is none.
fn per_cm2(dots: usize, area_cm2: f64) -> f64 {
    if area_cm2 > 0.0 {
        dots as f64 / area_cm2
    } else {
        0.0
    }
}

/// One session of the plan.
#[derive(Clone, Debug, PartialEq)]
pub struct PlannedSession {
    /// Its number, from 1.
    pub number: usize,
    /// Weeks since the one before; none for the first.
    pub weeks: Option<f64>,
    /// Zone by zone, from the front to the back.
    pub rows: Vec<PlanRow>,
    /// What the practitioner has entered of it: needle, depth, mixing.
    pub entry: SessionEntry,
    /// Time on the client, minutes; none without the practitioner's rate.
    pub minutes: Option<ValueRange>,
    /// Price in the practitioner's currency; none without a rate.
    pub price: Option<ValueRange>,
}

impl PlannedSession {
    /// Which one it is, and when: `Session 2, 4 weeks later`.
    pub fn heading(&self) -> String {
        let later = self.weeks.map_or(String::new(), |weeks| match weeks == 1.0 {
            true => ", a week later".to_owned(),
            false => format!(", {weeks} weeks later"),
        });
        format!("Session {}{later}", self.number)
    }

    /// Dots of the session.
    pub fn dots(&self) -> usize {
        self.rows.iter().map(|row| row.dots).sum()
    }

    /// Skin of the session, cm²: every zone once.
    pub fn area_cm2(&self) -> f64 {
        let zones: BTreeMap<FillRegion, f64> = self.rows.iter().map(|row| (row.zone, row.area_cm2)).collect();
        zones.values().sum()
    }
}

/// The plan of a treatment.
#[derive(Clone, Debug, PartialEq)]
pub struct TreatmentPlan {
    /// How far every area may be off, and with it dots, time and price: share.
    pub area_error_share: f64,
    /// Its sessions, at least one.
    pub sessions: Vec<PlannedSession>,
    /// The practitioner's currency, as it stands behind a price.
    pub currency: String,
}

impl TreatmentPlan {
    /// The plan of a document, its dots and skin counted.
    ///
    /// # Errors
    /// As [`Engine::dots`].
    pub async fn counted(
        engine: &mut Engine,
        document: &Document,
        view: &HeadView,
        rates: &PracticeRates,
        record: &TreatmentRecord,
    ) -> Result<Self, EngineError> {
        let dots = engine.dots(document, view).await?;
        let skin = engine.zone_skin(document, view).await?;
        let counted = (&skin, dots.as_slice());
        Ok(TreatmentPlan::new(&document.design, counted, view, rates, record))
    }

    /// The plan of a design's dots (those of [`Engine::dots`]) on its skin.
    pub fn new(
        design: &Design,
        (skin, dots): (&ZoneSkin, &[DrawnDot]),
        view: &HeadView,
        rates: &PracticeRates,
        record: &TreatmentRecord,
    ) -> Self {
        let mut counts = DotCounts::new();
        for dot in dots {
            let part = (skin.zone_of(dot, design), dot.fill, dot.session as usize - 1);
            *counts.entry(part).or_default() += 1;
        }
        let area_error_share = area_error_share(view);
        let session = |index: usize| {
            let rows = session_rows(design, skin, &counts, index);
            let dots = rows.iter().map(|row| row.dots).sum::<usize>();
            let range = ValueRange::about(dots as f64, area_error_share);
            let minutes = rates.minutes(range);
            PlannedSession {
                number: index + 1,
                weeks: (index > 0).then(|| design.of_session(index, Knob::Weeks)),
                rows,
                entry: record.session(index + 1),
                price: rates.price(minutes),
                minutes,
            }
        };
        TreatmentPlan {
            area_error_share,
            sessions: (0..design.sessions.len()).map(session).collect(),
            currency: rates.currency.clone(),
        }
    }

    /// Dots of the whole plan.
    pub fn dots(&self) -> usize {
        self.sessions.iter().map(PlannedSession::dots).sum()
    }

    /// Skin that is treated, cm²: that of the last session, which goes everywhere.
    pub fn area_cm2(&self) -> f64 {
        self.sessions.last().map_or(0.0, PlannedSession::area_cm2)
    }

    /// Time of all sessions, minutes.
    pub fn minutes(&self) -> Option<ValueRange> {
        total(self.sessions.iter().map(|session| session.minutes))
    }

    /// Price of all sessions.
    pub fn price(&self) -> Option<ValueRange> {
        total(self.sessions.iter().map(|session| session.price))
    }

    /// A price of this plan with its currency: `240–360 EUR`.
    pub fn said_price(&self, price: ValueRange) -> String {
        format!("{} {}", price.said(), self.currency)
            .trim_end()
            .to_owned()
    }

    /// A number of this plan with what the photo leaves open.
    pub fn range(&self, value: f64) -> ValueRange {
        ValueRange::about(value, self.area_error_share)
    }
}

fn total(ranges: impl Iterator<Item = Option<ValueRange>>) -> Option<ValueRange> {
    ranges.reduce(|sum, range| Some(sum?.plus(range?))).flatten()
}

/// Dots by zone, fill (index in the design's list) and session (from 0).
type DotCounts = BTreeMap<(FillRegion, usize, usize), usize>;

/// The parts of one session, from the front to the back.
fn session_rows(design: &Design, skin: &ZoneSkin, counts: &DotCounts, index: usize) -> Vec<PlanRow> {
    let parts: BTreeSet<(FillRegion, usize)> = counts.keys().map(|(zone, fill, _)| (*zone, *fill)).collect();
    let row = |(zone, fill): (FillRegion, usize)| {
        let count = |session: usize| counts.get(&(zone, fill, session)).copied().unwrap_or(0);
        PlanRow {
            zone,
            fill: design.fills[fill].name.clone(),
            dots: count(index),
            area_cm2: skin.areas_cm2.get(&(zone, index)).copied().unwrap_or(0.0),
            standing: (0..=index).map(count).sum(),
        }
    };
    parts.into_iter().map(row).collect()
}

impl PracticeRates {
    /// Time for a number of dots, minutes: none where nobody has said how fast they work.
    pub fn minutes(&self, dots: ValueRange) -> Option<ValueRange> {
        let [slow, fast] = self.dots_per_minute?;
        Some(ValueRange {
            low: self.setup_minutes + dots.low / fast,
            high: self.setup_minutes + dots.high / slow,
        })
    }

    /// Price of a session of that many minutes: none without a price, and none where the hours are paid and not known.
    pub fn price(&self, minutes: Option<ValueRange>) -> Option<ValueRange> {
        let fixed = self.price_per_session.map(|price| ValueRange {
            low: price,
            high: price,
        });
        let by_hour = match (self.price_per_hour, minutes) {
            (Some(price), Some(minutes)) => Some(minutes.map(|minutes| price * minutes / 60.0)),
            (Some(_), None) => return None,
            (None, _) => None,
        };
        match (fixed, by_hour) {
            (Some(fixed), Some(by_hour)) => Some(fixed.plus(by_hour)),
            (fixed, by_hour) => fixed.or(by_hour),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_said_in_two_digits_and_never_narrower() {
        let said = |low: f64, high: f64| ValueRange { low, high }.said();
        assert_eq!(said(3_609.0, 6_015.0), "3,600–6,100");
        assert_eq!(said(12_345.0, 20_575.0), "12,000–21,000");
        assert_eq!(said(7.4, 12.2), "7–13");
        assert_eq!(said(80.0, 80.0), "80");
        assert_eq!(said(1_249.0, 1_249.0), "1,249");
        let time = ValueRange {
            low: 58.0,
            high: 131.0,
        };
        assert_eq!(time.said_as_time(), "55 min – 2 h 15");
    }

    #[test]
    fn a_session_says_how_long_after_the_one_before_it_comes() {
        let heading = |weeks: Option<f64>| {
            let session = PlannedSession {
                number: 2,
                weeks,
                rows: Vec::new(),
                entry: SessionEntry::default(),
                minutes: None,
                price: None,
            };
            session.heading()
        };
        assert_eq!(heading(None), "Session 2");
        assert_eq!(heading(Some(1.0)), "Session 2, a week later");
        assert_eq!(heading(Some(4.0)), "Session 2, 4 weeks later");
    }

    #[test]
    fn time_and_price_follow_the_practitioners_own_rates_alone() {
        let dots = ValueRange {
            low: 3000.0,
            high: 5000.0,
        };
        let mut rates = PracticeRates::default();
        assert_eq!(rates.minutes(dots), None);
        assert_eq!(rates.price(None), None);
        rates.dots_per_minute = Some([50.0, 100.0]);
        rates.setup_minutes = 30.0;
        let minutes = rates.minutes(dots);
        assert_eq!(
            minutes,
            Some(ValueRange {
                low: 60.0,
                high: 130.0
            })
        );
        rates.price_per_hour = Some(60.0);
        rates.price_per_session = Some(100.0);
        assert_eq!(
            rates.price(minutes),
            Some(ValueRange {
                low: 160.0,
                high: 230.0
            })
        );
        assert_eq!(rates.price(None), None);
    }
}
