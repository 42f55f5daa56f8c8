//! The plan of a treatment as a table.

use super::dots_csv::csv_field;
use crate::consult::{TreatmentPlan, ValueRange};
use std::io::{self, Write};

/// Columns of the table.
const HEADER: &str = "session,weeks,zone,fill,dots,dots_low,dots_high,area_cm2,dots_per_cm2,standing_per_cm2,needle,depth,mixing,\
    session_minutes_low,session_minutes_high,session_price_low,session_price_high,currency";

/// Writes the plan, one row for each fill of each zone in each session; dots add up to those of [`dots_csv`](super::dots_csv). What
/// belongs to the whole session (time, price, what was entered) stands in each of its rows.
///
/// # Errors
/// Whatever the writer reports.
pub fn write(writer: &mut impl Write, plan: &TreatmentPlan) -> io::Result<()> {
    writeln!(writer, "{HEADER}")?;
    for session in &plan.sessions {
        let weeks = session.weeks.map_or(String::new(), |weeks| weeks.to_string());
        let entry =
            [&session.entry.needle, &session.entry.depth, &session.entry.mixing].map(|text| csv_field(text));
        let [minutes, price] = [session.minutes, session.price].map(ends);
        for row in &session.rows {
            let range = plan.range(row.dots as f64);
            writeln!(
                writer,
                "{},{weeks},{},{},{},{:.0},{:.0},{:.2},{:.1},{:.1},{},{minutes},{price},{}",
                session.number,
                row.zone.name(),
                csv_field(&row.fill),
                row.dots,
                range.low,
                range.high,
                row.area_cm2,
                row.added_per_cm2(),
                row.standing_per_cm2(),
                entry.join(","),
                csv_field(&plan.currency)
            )?;
        }
    }
    Ok(())
}

/// Both ends of a range as two fields, empty where there is none.
fn ends(range: Option<ValueRange>) -> String {
    range.map_or(",".to_owned(), |range| {
        format!("{:.0},{:.0}", range.low, range.high)
    })
}
