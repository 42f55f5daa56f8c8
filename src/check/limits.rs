//! Where the check's lights change: one table, with the source of each number.

use super::CheckError;
use crate::design::{LineProfile, nearest};
use serde::Deserialize;
use std::collections::BTreeMap;

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct LimitRow {
    /// Name in files.
    pub name: &'static str,
    /// Unit, empty for a plain number.
    pub unit: &'static str,
    /// Its value unless a file sets another.
    pub default: f64,
    /// What it is, and where it comes from.
    pub help: &'static str,
}

macro_rules! limits {
    ($($variant:ident: $name:literal, $unit:literal, $default:literal, $help:literal;)*) => {
        /// A limit; [`CheckLimit::row`] is its row of the table.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum CheckLimit { $(#[doc = $help] $variant,)* }

        const ROWS: &[(CheckLimit, LimitRow)] = &[$((CheckLimit::$variant, LimitRow {
            name: $name, unit: $unit, default: $default, help: $help,
        }),)*];
    };
}

limits! {
    HeightAmber: "height-amber", "mm", 60.0,
        "Masculine line, middle over the glabella along the skin: amber below. About a third of men's natural lines lie under it (61.4 ± 3.2 mm; docs/domain.md 3.2), so it is a caution.";
    HeightRed: "height-red", "mm", 50.0,
        "The same: red below. No line of that sample lies there (3.5 standard deviations), and no real work that was measured (60–70 mm).";
    NeutralAmber: "neutral-amber", "mm", 56.0,
        "Neutral line: amber below. Middle of the masculine and the feminine limit.";
    NeutralRed: "neutral-red", "mm", 47.5,
        "Neutral line: red below. Middle of the masculine and the feminine limit.";
    FeminineAmber: "feminine-amber", "mm", 52.0,
        "Feminine line: amber below. One standard deviation under women's mean (55.4 ± 3.3 mm; docs/domain.md 3.2).";
    FeminineRed: "feminine-red", "mm", 45.0,
        "Feminine line: red below. Three standard deviations under that mean.";
    CreaseAmber: "crease-amber", "mm", 15.0,
        "Middle over the highest brow crease, where it is given: amber below; red at the crease itself. Mature male line: 15–20 mm (docs/domain.md 3.2).";
    Bow: "bow", "mm", 1.0,
        "Departure of the front from the best straight line (root mean square, seen from the front): amber below, where the edge is no more ragged than the next row says: real lines are nearly straight too, but ragged by 0.3–1.5 mm (docs/look.md; the limit is an assumption).";
    Ragged: "ragged", "mm", 0.2,
        "Irregularity of the edge below which a straight line reads as ruled. Under the least ragged real lines, 0.3 mm (docs/look.md).";
    EvenSides: "even-sides", "mm", 0.5,
        "Largest difference between left and right: amber below. Heads are uneven by 1–3 mm; half of the least (assumption).";
    UnevenSides: "uneven-sides", "mm", 8.0,
        "The same: amber above, for it reads as a slip (assumption).";
    Edge: "edge", "mm", 5.0,
        "Depth of the edge from 10 to 90 % of the density: amber below. The sharpest real work has 5–6, most 8–12 (docs/look.md).";
    CornersAmber: "corners-amber", "mm", 1.0,
        "Corners under the middle, masculine and neutral: amber from there. Level or above, never below (Shapiro; docs/domain.md 3.3); the millimetre is the head's own unevenness.";
    CornersRed: "corners-red", "mm", 8.0,
        "The same: red from there: a bowl (assumption).";
    CornersFeminine: "corners-feminine", "mm", 6.0,
        "Corners under the middle of a feminine line: amber from there; round lines dip a little (assumption).";
    AgeFrom: "age-from", "years", 45.0,
        "From this age a masculine or neutral line is expected to recede; mature lines are advised for the late forties and after (docs/domain.md 3.1).";
    AgeRise: "age-rise", "mm", 6.0,
        "Recession of the corners that is expected at that age (the shipped mature style: 18 mm; assumption).";
    AgeRate: "age-rate", "mm", 3.0,
        "How much more for every ten years after it, up to 15 mm in all (assumption).";
    DotAmber: "dot-amber", "mm", 0.52,
        "Width at which a healed dot is seen: amber above, as wide as fresh marks, 0.47–0.54 mm. Healed marks in real photos: 0.31–0.43 mm; own stumps, which dots are matched to, up to 0.5 (docs/look.md).";
    DotRed: "dot-red", "mm", 0.6,
        "The same: red above. Wider than any mark that was measured, fresh ones and stumps among them (docs/look.md).";
    DarkAmber: "dark-amber", "×", 1.6,
        "Light that the field takes over what usual healed work takes on the same skin (logarithms): amber above. The darker quarter of real work on fair skin begins at 1.4 (docs/look.md).";
    DarkRed: "dark-red", "×", 2.2,
        "The same: red above (assumption).";
    SidesAmber: "sides-amber", "×", 1.25,
        "Light that the field takes over what the client's own shaved hair takes: amber above. The join is found from about a quarter on (assumption).";
    SidesRed: "sides-red", "×", 1.8,
        "The same: red above (assumption).";
    DensityAmber: "density-amber", "/cm²", 200.0,
        "Dots per cm²: amber above. The most that clinics quote is 194 (docs/domain.md 1.4).";
    CoverAmber: "cover-amber", "%", 12.0,
        "Skin that pigment covers: amber above. The fullest work that studios show, 150 dots of 0.28 mm a cm², covers 9 % (docs/look.md).";
    CoverRed: "cover-red", "%", 16.0,
        "The same: red above: dots merge into one shade, a helmet (assumption).";
    PatternEven: "pattern-even", "", 0.14,
        "Spread of the distance to the nearest dot, standard deviation over mean: amber below. Natural-looking patterns have 0.15–0.25 (docs/domain.md 2.5); the program's without a hand 0.10.";
    PatternClumped: "pattern-clumped", "", 0.27,
        "The same: amber above, over the natural 0.25; pure chance has 0.50 (docs/domain.md 2.5).";
    SpreadLeast: "spread-least", "", 0.06,
        "Unevenness of dots in size and tone: amber where both are below, for all dots are alike, as printed (assumption).";
    HaloOpen: "halo-open", "cm²", 15.0,
        "Top of the head without dots beside treated top: amber above. As large as the smallest vertex spot of stage III (docs/domain.md 3.6).";
}

impl CheckLimit {
    /// All limits in the order of the table.
    pub fn all() -> impl Iterator<Item = CheckLimit> {
        ROWS.iter().map(|(limit, _)| *limit)
    }

    /// The limit's row.
    pub fn row(self) -> &'static LimitRow {
        &ROWS[self as usize].1
    }
}

/// The limits in force: those of the table, or a practitioner's own.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CheckLimits {
    own: BTreeMap<CheckLimit, f64>,
}

/// A file of limits.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LimitFile {
    format: u32,
    limits: BTreeMap<String, f64>,
}

/// Version of the file of limits.
const FORMAT: u32 = 1;
/// Largest value of a limit (assumption: beyond it nothing is meant).
const MOST: f64 = 1000.0;

impl CheckLimits {
    /// Value of a limit, in its unit.
    pub fn get(&self, limit: CheckLimit) -> f64 {
        self.own.get(&limit).copied().unwrap_or(limit.row().default)
    }

    /// Reads a file of limits: `format = 1` and a table `[limits]` of names and values; those that it doesn't name stay.
    ///
    /// # Errors
    /// It is no such file, names a limit that there isn't, or a value out of range.
    pub fn from_toml(text: &str) -> Result<Self, CheckError> {
        let wrong = |error: toml::de::Error| CheckError::Unreadable(error.message().to_owned());
        let file: LimitFile = toml::from_str(text).map_err(wrong)?;
        if file.format != FORMAT {
            let said = format!("it has format {}, this program knows {FORMAT}", file.format);
            return Err(CheckError::Unreadable(said));
        }
        let mut own = BTreeMap::new();
        for (name, value) in file.limits {
            let limit = CheckLimit::all().find(|limit| limit.row().name == name);
            let limit = limit.ok_or_else(|| no_limit(&name))?;
            if !(0.0..=MOST).contains(&value) {
                let name = limit.row().name;
                return Err(CheckError::Range { name, value });
            }
            own.insert(limit, value);
        }
        Ok(CheckLimits { own })
    }

    /// Height (mm) under which a line of a profile is amber, and red.
    pub fn heights_mm(&self, profile: LineProfile) -> [f64; 2] {
        let [amber, red] = match profile {
            LineProfile::Masculine => [CheckLimit::HeightAmber, CheckLimit::HeightRed],
            LineProfile::Neutral => [CheckLimit::NeutralAmber, CheckLimit::NeutralRed],
            LineProfile::Feminine => [CheckLimit::FeminineAmber, CheckLimit::FeminineRed],
        };
        [self.get(amber), self.get(red)]
    }
}

fn no_limit(name: &str) -> CheckError {
    let names = CheckLimit::all().map(|limit| (limit.row().name, limit.row().name));
    CheckError::NoLimit {
        hint: nearest(name, names).map_or_else(String::new, |near| format!("; did you mean '{near}'?")),
        name: name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_order_and_a_file_sets_what_it_names() {
        for (index, (limit, row)) in ROWS.iter().enumerate() {
            assert_eq!(*limit as usize, index);
            assert!(row.help.len() > 30, "{}", row.name);
        }
        let limits = CheckLimits::from_toml("format = 1\n[limits]\nheight-red = 55").unwrap();
        assert_eq!(limits.heights_mm(LineProfile::Masculine), [60.0, 55.0]);
        let said = |text: &str| CheckLimits::from_toml(text).unwrap_err().to_string();
        assert!(said("format = 1\n[limits]\nheight-rad = 55").contains("height-red"));
        assert!(said("format = 1\n[limits]\nheight-red = -1").contains("-1"));
        assert!(said("format = 2\n[limits]").contains("format 2"));
        assert!(said("height").contains("can't be read"));
    }
}
