//! Days and times where this computer stands, with their offset from UTC: an evening is the day that people write on paper.

use jiff::{Timestamp, ZonedDateTime, tz::TimeZone};
use std::time::SystemTime;

/// A day with its offset, as agreements and lists have it: `2026-11-23 -05:00`.
const DAY: &str = "%Y-%m-%d %:z";
/// The same with the time: `2026-11-23 18:40 -05:00`.
const DAY_AND_TIME: &str = "%Y-%m-%d %H:%M %:z";
/// A day for the name of a file: `2026-11-23`.
const PLAIN_DAY: &str = "%Y-%m-%d";
/// A moment for the name of a file: `2026-11-23-184005`.
const PLAIN_MOMENT: &str = "%Y-%m-%d-%H%M%S";

fn said(moment: &ZonedDateTime, how: &str) -> String {
    moment.strftime(how).to_string()
}

/// Today, with the offset from UTC: `2026-11-23 -05:00`.
pub fn today() -> String {
    said(&ZonedDateTime::now(), DAY)
}

/// Today, for the name of a file: `2026-11-23`.
pub fn today_for_names() -> String {
    said(&ZonedDateTime::now(), PLAIN_DAY)
}

/// Now, for the name of a file: `2026-11-23-184005`.
pub fn now_for_names() -> String {
    said(&ZonedDateTime::now(), PLAIN_MOMENT)
}

/// Now, as day and time.
pub fn now() -> String {
    said(&ZonedDateTime::now(), DAY_AND_TIME)
}

/// A moment as day and time, with the offset that held then.
pub fn day_and_time(time: SystemTime) -> String {
    // A file of a day that no calendar has says the first one.
    let moment = Timestamp::try_from(time).unwrap_or(Timestamp::UNIX_EPOCH);
    said(&moment.to_zoned_datetime(TimeZone::system()), DAY_AND_TIME)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::tz::Offset;

    #[test]
    fn an_american_evening_is_no_tomorrow() {
        // 1:30 in the night of the 24th in UTC.
        let moment: Timestamp = "2026-11-24T01:30:00Z".parse().expect("a moment");
        let new_york = TimeZone::fixed(Offset::constant(-5));
        let evening = moment.to_zoned_datetime(new_york);
        assert_eq!(said(&evening, DAY), "2026-11-23 -05:00");
        assert_eq!(said(&evening, DAY_AND_TIME), "2026-11-23 20:30 -05:00");
        assert_eq!(said(&evening, PLAIN_DAY), "2026-11-23");
        let india = TimeZone::fixed(Offset::from_seconds(19_800).expect("an offset"));
        assert_eq!(said(&moment.to_zoned_datetime(india), DAY), "2026-11-24 +05:30");
    }
}
