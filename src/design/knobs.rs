//! Every number that a person can turn: one table row a knob.
//!
//! The command line (`--set NAME=VALUE`), the design file, `shadowline knobs`, the documentation and the panel all
//! derive from [`Knob::row`]; nothing about a knob is written anywhere else.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What a knob belongs to; groups of the panel and sections of the documentation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Group {
    /// Dots of a fill: every fill may have its own value.
    Fill,
    /// Pattern of the whole head.
    Pattern,
    /// Where the hairline runs.
    Hairline,
    /// How the edge of the hairline is made.
    Finish,
}

/// One row of the table.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct KnobRow {
    /// Name on the command line and in files.
    pub name: &'static str,
    /// Unit, empty for a plain number.
    pub unit: &'static str,
    /// Smallest and largest value, both allowed.
    pub range: [f64; 2],
    /// Value of a new design.
    pub default: f64,
    /// Where it belongs.
    pub group: Group,
    /// Shown before *Fine* is opened.
    pub basic: bool,
    /// What it does, and where its numbers come from.
    pub help: &'static str,
}

macro_rules! knobs {
    ($($variant:ident: $name:literal, $unit:literal, $low:literal..=$high:literal, $default:literal, $group:ident, $basic:literal, $help:literal;)*) => {
        /// A knob; [`Knob::row`] is its row of the table.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Knob { $(#[doc = $help] $variant,)* }

        const ROWS: &[(Knob, KnobRow)] = &[$((Knob::$variant, KnobRow {
            name: $name, unit: $unit, range: [$low, $high], default: $default,
            group: Group::$group, basic: $basic, help: $help,
        }),)*];
    };
}

knobs! {
    Density: "density", "dots/cm²", 0.0..=300.0, 90.0, Fill, true,
        "Wanted dots per cm² of skin. Stops: Light 60, Natural 90, Full 130 (assumptions; natural follicular units: 74 ± 13 per cm², Guo 2017).";
    DotDiameter: "dot-diameter", "mm", 0.10..=0.45, 0.18, Fill, true,
        "Healed diameter of the pigment in the skin; its apparent width is larger (see apparent_mm). Clinics quote 0.09–0.15, dermoscopy sees dots larger than hairs (Nguyen 2022); 0.18 is our assumption.";
    DotSpread: "dot-spread", "", 0.0..=0.5, 0.15, Fill, false,
        "Unevenness of the dots' diameter, as standard deviation over mean of a log-normal distribution (assumption).";
    Shade: "shade", "OD", 0.05..=2.6, 2.0, Fill, true,
        "Optical density of the pigment, base 10, over one dot of 0.2 mm: 2.6 is undiluted black, about 0.9 a third of it. A weak control that saturates; diameter and depth act more (own Monte Carlo, see docs/science.md).";
    ToneSpread: "tone-spread", "", 0.0..=0.5, 0.12, Fill, false,
        "Unevenness of the dots' strength, standard deviation over mean (assumption).";
    Depth: "depth", "mm", 0.05..=0.60, 0.12, Fill, false,
        "Top of the pigment under the surface, a number of the model and not a needle setting. 0.08–0.2 is a crisp dot; from 0.3 it turns wide, pale and bluish (own Monte Carlo).";
    Hand: "hand", "", 0.0..=1.0, 0.9, Pattern, false,
        "How uneven the hand is: 0 is the even base pattern, the default has the unevenness of a good artist.";
    Clustering: "clustering", "", 0.0..=1.0, 0.0, Pattern, false,
        "How much the dots gather in loose groups, as curly and coily hair does (assumption); usually set by the hair type.";
    HeightRatio: "height-ratio", "× glabella–chin", 0.40..=0.75, 0.50, Hairline, true,
        "Height of the hairline's middle over the glabella, along the skin, as a share of the straight distance from glabella to chin: facial thirds give 0.50, mature 0.55, conservative 0.60 (Garg: about 8 cm), feminine 0.45–0.50.";
    CreaseHeight: "crease-height", "mm", 0.0..=60.0, 0.0, Hairline, false,
        "Highest brow crease over the glabella, 0 when unknown. The line stays at least 15 mm above it (mature male line: 15–20 mm).";
    Arch: "arch", "mm", -10.0..=15.0, 3.0, Hairline, true,
        "How far the front line, half way to the corners, bulges down (+) from the straight line between the middle and the corners: roundness of the front.";
    PeakHeight: "peak-height", "mm", 0.0..=20.0, 0.0, Hairline, false,
        "Widow's peak: how far the middle reaches down (Spanish women: 10 mm high, 21 mm wide).";
    PeakWidth: "peak-width", "mm", 10.0..=50.0, 22.0, Hairline, false,
        "Width of the widow's peak.";
    CornerBack: "corner-back", "mm", -10.0..=45.0, 8.0, Hairline, true,
        "Recession of the frontotemporal corners: how much higher than the middle they lie, along the skin on the vertical through the outer corner of the eye. Level or above looks grown, never below (Shapiro); slightly receding 10–15, mature 15–25; nearly every man has a little (Maryborough study).";
    CornerOut: "corner-out", "mm", -20.0..=20.0, 0.0, Hairline, false,
        "Corner outside (+) or inside (−) of the vertical through the outer corner of the eye, where it grows (Shapiro).";
    CornerSquare: "corner-square", "", 0.0..=1.0, 0.25, Hairline, false,
        "0 is a round corner, 1 a square one as in a line-up.";
    TemplePeak: "temple-peak", "mm", -10.0..=20.0, 4.0, Hairline, false,
        "How far the temporal peak reaches forward of the straight temple line (Garg: the peak lies 5 cm from the corner).";
    Sideburn: "sideburn", "mm", 0.0..=60.0, 25.0, Hairline, false,
        "Length of the sideburn below the top of the ear.";
    Asymmetry: "asymmetry", "mm", -6.0..=6.0, 1.5, Hairline, false,
        "Rise of the client's left corner over the right one; heads are uneven by 1–3 mm (assumption).";
    EdgeWidth: "edge-width", "mm", 0.3..=20.0, 8.0, Finish, true,
        "Depth of the transition zone at the front (5–10 mm of single hairs in natural lines; soft 12–15, defined 2–3, line-up 0.5–1).";
    EdgeDensity: "edge-density", "", 0.0..=1.0, 0.15, Finish, false,
        "Share of the density at the outermost dots (assumption).";
    EdgeDotSize: "edge-dot-size", "", 0.5..=1.0, 0.85, Finish, false,
        "Diameter of the outermost dots over the others (assumption).";
    EdgeShade: "edge-shade", "", 0.3..=1.0, 0.75, Finish, false,
        "Shade of the outermost dots over the others: one or two steps lighter (assumption).";
    Micro: "micro", "mm", 0.0..=3.0, 1.2, Finish, false,
        "Micro-irregularity: standard deviation of the edge at wavelengths of 2–6 mm (assumption after Shapiro).";
    Macro: "macro", "mm", 0.0..=6.0, 2.2, Finish, false,
        "Macro-irregularity: depth of the waves of 20–40 mm in the edge (assumption after Shapiro).";
    Sentinels: "sentinels", "dots/cm", 0.0..=12.0, 3.0, Finish, false,
        "Single dots up to 3 mm outside the line, per centimetre of it (3–6 in nature; assumption).";
    SideProfile: "side-profile", "", 0.0..=1.0, 0.5, Finish, true,
        "Temple and sideburn edge: 0 light (soft, 12 mm), 0.5 medium, 1 defined (1.5 mm).";
}

impl Knob {
    /// All knobs in the order of the table.
    pub fn all() -> impl Iterator<Item = Knob> {
        ROWS.iter().map(|(knob, _)| *knob)
    }

    /// The knob's row.
    pub fn row(self) -> &'static KnobRow {
        &ROWS[self as usize].1
    }

    /// The knob of that name.
    pub fn named(name: &str) -> Option<Knob> {
        ROWS.iter()
            .find(|(_, row)| row.name == name)
            .map(|(knob, _)| *knob)
    }

    /// Whether each fill may have its own value.
    pub fn per_fill(self) -> bool {
        self.row().group == Group::Fill
    }
}

impl Serialize for Knob {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.row().name)
    }
}

impl<'de> Deserialize<'de> for Knob {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        Knob::named(&name).ok_or_else(|| {
            serde::de::Error::custom(format!(
                "there is no knob '{name}'; `shadowline knobs` lists them all"
            ))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_stand_at_their_knob_and_defaults_lie_in_range() {
        for (index, (knob, row)) in ROWS.iter().enumerate() {
            assert_eq!(*knob as usize, index);
            assert!(
                row.range[0] <= row.default && row.default <= row.range[1],
                "{}",
                row.name
            );
            assert_eq!(Knob::named(row.name), Some(*knob), "{} is not unique", row.name);
            assert!(row.help.len() > 20);
        }
    }
}
