//! Every number that a person can turn: one table row a knob.
//!
//! The command line (`--set NAME=VALUE`), the design file, `shadowline knobs`, the table in the docs and the panel's sliders
//! all derive from [`Knob::row`]. Its label in the window is in the room of words, and which knobs a step of the panel shows
//! first is the panel's.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What a knob belongs to; groups of the panel and sections of the documentation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum KnobGroup {
    /// Density of a fill: every fill may have its own value.
    Fill,
    /// The pigment of a fill.
    Pigment,
    /// Needle and hand: what one dot of a fill is like.
    Needle,
    /// The plan of sessions: every session may have its own value.
    Sessions,
    /// The moment that is shown, and what time does on this client.
    Time,
    /// The light and the distance in which the head is shown.
    Light,
    /// Pattern of the whole head.
    Pattern,
    /// Where the hairline runs.
    Hairline,
    /// How the edge of the hairline is made.
    Finish,
}

impl KnobGroup {
    /// All groups in the order of the table.
    pub const ALL: [KnobGroup; 9] = [
        KnobGroup::Fill,
        KnobGroup::Pigment,
        KnobGroup::Needle,
        KnobGroup::Sessions,
        KnobGroup::Time,
        KnobGroup::Light,
        KnobGroup::Pattern,
        KnobGroup::Hairline,
        KnobGroup::Finish,
    ];
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
    pub group: KnobGroup,
    /// Among the first that a person turns: what `knobs --json` tells other programs; the panel chooses by step.
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
            group: KnobGroup::$group, basic: $basic, help: $help,
        }),)*];
    };
}

knobs! {
    Density: "density", "dots/cm²", 0.0..=300.0, 95.0, Fill, true,
        "Wanted dots per cm² of skin. Healed work in photos shows 76 to 131 marks per cm²; some dots merge (docs/look.md). Natural follicular units: 74 ± 13 per cm² (Guo 2017); clinics quote 95 to 194 dots.";
    Shade: "shade", "OD", 0.05..=3.3, 2.0, Pigment, true,
        "Optical density of the pigment in the skin, base 10, over one dot of 0.2 mm: 2.6 is undiluted black, about 0.9 a dilution of 1:20. A weak control that saturates; diameter and depth act more (docs/optics.md).";
    ToneSpread: "tone-spread", "", 0.0..=0.5, 0.25, Pigment, false,
        "Unevenness of the dots' ink, standard deviation over mean; with dot-spread fitted to the texture of healed work at 0.5 to 2 mm (docs/look.md).";
    HairLimit: "hair-limit", "", 0.0..=1.0, 1.0, Pigment, false,
        "1 keeps the treated scalp of fair and medium skin from being darker than the client's own hair, as the photo shows it; 0 lets it be darker.";
    DotDiameter: "dot-diameter", "mm", 0.10..=0.45, 0.28, Needle, true,
        "Healed diameter of the pigment in the skin; its apparent width is larger (see apparent_mm). Clinics quote 0.09–0.15, dermoscopy sees dots larger than hairs (Nguyen 2022); 0.28 gives marks as wide as healed work shows in photos, 0.31–0.43 mm (docs/look.md).";
    DotSpread: "dot-spread", "", 0.0..=0.5, 0.20, Needle, false,
        "Unevenness of the dots' diameter, as standard deviation over mean of a log-normal distribution; see tone-spread.";
    Depth: "depth", "mm", 0.03..=0.60, 0.09, Needle, true,
        "Top of the pigment, model: not a needle setting. Under 0.07 is too shallow (lost in the first month), 0.08–0.2 right, from 0.3 too deep: wide, pale and bluish (own Monte Carlo, docs/optics.md).";
    DepthSpread: "depth-spread", "", 0.0..=0.5, 0.10, Needle, false,
        "Unevenness of the depth, standard deviation over mean (assumption).";
    Softness: "softness", "mm", 0.0..=0.20, 0.12, Needle, false,
        "How soft the border of the pigment itself is, beside the blur of the skin: standard deviation (assumption; more points in the needle, softer border).";
    ByStroke: "by-stroke", "", 0.0..=1.0, 0.01, Needle, false,
        "How much of the dots' unevenness comes in passages, as the hand presses harder and lighter from stroke to stroke, and not from dot to dot (assumption).";
    Stubble: "stubble", "mm", 0.0..=3.0, 0.0, Needle, false,
        "Above 0 the fill is no pigment but the client's own shaved hair of this length, drawn so that SMP and stubble are seen together. SMP wearers keep 0.2–0.5 mm.";
    StubbleGrey: "stubble-grey", "", 0.0..=1.0, 0.0, Needle, false,
        "Share of white hairs in the stubble.";
    Share: "share", "", 0.0..=1.0, 1.0, Sessions, true,
        "Share of the wanted density that stands after a session; it rises to 1 (published protocol: 0.3, 0.7, 1; Liu 2025). 0 in a fill: not treated yet.";
    Weeks: "weeks", "weeks", 0.0..=12.0, 2.0, Sessions, true,
        "Weeks since the session before (sources: 4 days to 4 weeks, mostly 10–14 days).";
    SessionDot: "session-dot", "×", 0.5..=1.5, 1.0, Sessions, false,
        "Diameter of a session's dots over the fill's.";
    SessionShade: "session-shade", "×", 0.2..=1.5, 1.0, Sessions, true,
        "Shade of a session's pigment over the fill's: the first session is usually lighter, several hues give texture.";
    Retention: "retention", "", 0.2..=1.0, 1.0, Sessions, false,
        "Share of a session's healed pigment that this skin keeps: 1 is usual skin, scars 0.6–0.8 (assumption after Liu 2025: scars lose 1.6 points in 6 months, others 0.9).";
    Setback: "setback", "mm", 0.0..=15.0, 0.0, Sessions, true,
        "How far a session stays behind the final line; the first usually 5 mm, so that the line can still be moved.";
    Session: "session", "", 0.0..=6.0, 0.0, Time, true,
        "Session after which the head is shown; 0 is the last that is planned.";
    Day: "day", "days", 0.0..=42.0, 42.0, Time, true,
        "Days since that session: 0 fresh, 42 settled (final look after 4–6 weeks).";
    Years: "years", "years", 0.0..=10.0, 0.0, Time, true,
        "Years since the treatment was finished, without touch-up.";
    Course: "course", "", 0.0..=1.0, 0.0, Time, false,
        "How it fades: 0 typical, 1 worst (assumption: nothing per cent a year is published).";
    SkinOil: "skin-oil", "", 0.0..=1.0, 0.5, Time, false,
        "Skin: 0 dry, 0.5 usual, 1 oily, which fades faster (assumption).";
    Flaking: "flaking", "", 0.0..=1.0, 0.0, Time, false,
        "How much the skin flakes; it carries pigment off and asks for a session more (assumption).";
    Sun: "sun", "", 0.0..=1.0, 0.4, Time, false,
        "Sun on the scalp: 0 always covered, 1 outdoors without protection. The main cause of fading (amount: assumption).";
    Aftercare: "aftercare", "", 0.0..=1.0, 1.0, Time, false,
        "How well the aftercare was kept in the first month: 1 all of it, 0 none (assumption).";
    Redness: "redness", "", 0.0..=1.0, 1.0, Time, false,
        "How red the skin turns after a session; gone in 2–5 days, less seen on dark skin.";
    Crusts: "crusts", "", 0.0..=1.0, 0.0, Time, false,
        "Tiny crusts on fresh dots in the first week; 0 leaves them out.";
    Layers: "layers", "", 0.0..=1.0, 0.0, Time, false,
        "1 colours the dots by their session, to see what each adds; not a picture of skin.";
    Light: "light", "", 0.0..=4.0, 0.0, Light, true,
        "The light: 0 as photographed, 1 soft studio, 2 bathroom downlight, 3 noon sun, 4 evening.";
    LightStrength: "light-strength", "", 0.0..=1.0, 0.7, Light, false,
        "How far the photo's light is changed to the chosen one.";
    Shine: "shine", "", -1.0..=1.0, 0.0, Light, true,
        "Shine of the scalp: −1 matte, 0 as photographed, 1 oily.";
    Distance: "distance", "m", 0.0..=5.0, 0.0, Light, true,
        "Distance from which a person with normal eyes looks: 0.6 is arm's length. 0 shows all that the photo holds.";
    CameraMatch: "camera-match", "", 0.0..=1.0, 1.0, Light, false,
        "How far dots take the photo's own blur, grain and sharpening; 0 draws them as no camera does.";
    PhotoLook: "photo-look", "", 0.0..=1.0, 1.0, Light, false,
        "1 draws dots as strong and as coloured as photos of real work show them (docs/look.md), 0 as the model of light in skin alone says (docs/optics.md).";
    Hand: "hand", "", 0.0..=1.0, 0.9, Pattern, false,
        "How uneven the hand is: 0 is the even base pattern, the default has the unevenness of a good artist.";
    Clustering: "clustering", "", 0.0..=1.0, 0.1, Pattern, false,
        "How much the dots gather in loose groups, as curly and coily hair does (assumption); usually set by the hair type.";
    OwnHair: "own-hair", "", 0.0..=1.0, 1.0, Pattern, true,
        "How far dots are left out where the client's own hair grows, as the photo shows it: 1 puts none under full hair and fewer between thin hair, 0 plans as if it were shaved off.";
    HeightRatio: "height-ratio", "× glabella–chin", 0.35..=0.75, 0.47, Hairline, true,
        "Height of the hairline's middle over the glabella, along the skin, as a share of the straight distance from glabella to chin: 0.47 is seen at 0.44–0.52 of glabella–chin in front photos, as the lines of real work are (docs/look.md); facial thirds give 0.50, conservative 0.60 (Garg: about 8 cm).";
    CreaseHeight: "crease-height", "mm", 0.0..=60.0, 0.0, Hairline, false,
        "Highest brow crease over the glabella, 0 when unknown. The line stays at least 15 mm above it (mature male line: 15–20 mm).";
    Arch: "arch", "mm", -10.0..=15.0, 2.0, Hairline, true,
        "How far the front line, half way to the corners, bulges down (+) from the straight line between the middle and the corners: roundness of the front.";
    PeakHeight: "peak-height", "mm", 0.0..=20.0, 0.0, Hairline, false,
        "Widow's peak: how far the middle reaches down (Spanish women: 10 mm high, 21 mm wide).";
    PeakWidth: "peak-width", "mm", 10.0..=50.0, 22.0, Hairline, false,
        "Width of the widow's peak.";
    CornerBack: "corner-back", "mm", -10.0..=45.0, 4.0, Hairline, true,
        "Recession of the frontotemporal corners: how much higher than the middle they lie, along the skin on the vertical through the outer corner of the eye. Level or above looks grown, never below (Shapiro); slightly receding 10–15, mature 15–25; nearly every man has a little (Maryborough study).";
    CornerOut: "corner-out", "mm", -20.0..=20.0, 0.0, Hairline, false,
        "Corner outside (+) or inside (−) of the vertical through the outer corner of the eye, where it grows (Shapiro).";
    CornerSquare: "corner-square", "", 0.0..=1.0, 0.5, Hairline, false,
        "0 is a round corner, 1 a square one as in a line-up.";
    TemplePeak: "temple-peak", "mm", -10.0..=20.0, 4.0, Hairline, false,
        "How far the temporal peak reaches forward of the straight temple line (Garg: the peak lies 5 cm from the corner).";
    TempleBack: "temple-back", "mm", 0.0..=30.0, 0.0, Hairline, false,
        "How far the temporal peak lies behind its measured place: recession of the client's own temples. Where a photo shows them it is proposed so that the line meets the hair.";
    Infratemporal: "infratemporal", "mm", 30.0..=75.0, 43.0, Hairline, false,
        "Distance of the line's recess under the temporal peak from the outer corner of the eye (Korean women: 42.9). Where a photo shows the client's own hair it is proposed so that the line meets it.";
    Sideburn: "sideburn", "mm", 0.0..=60.0, 25.0, Hairline, false,
        "Length of the sideburn below the top of the ear.";
    Asymmetry: "asymmetry", "mm", -6.0..=6.0, 1.5, Hairline, false,
        "Rise of the client's left corner over the right one; heads are uneven by 1–3 mm (assumption).";
    LineProfile: "line-profile", "", 0.0..=2.0, 0.0, Hairline, false,
        "What the realism check holds the line's height and corners against: 0 masculine, 1 neutral, 2 feminine. Chosen for the line, whatever the client's sex; moves no dot.";
    Age: "age", "years", 0.0..=110.0, 0.0, Hairline, false,
        "The client's age for the realism check, 0 when not given; moves no dot.";
    EdgeWidth: "edge-width", "mm", 0.3..=24.0, 15.0, Finish, true,
        "Depth of the transition zone at the front, from the first dots to the whole density; a viewer sees six tenths of it as the edge (10 to 90 %): 8–12 mm in healed work, 5–6 in the sharpest (docs/look.md). Natural 15, defined 9, line-up 2.";
    EdgeCentre: "edge-centre", "", 0.0..=1.0, 1.0, Finish, false,
        "Where the line lies in its transition zone: 1 where a viewer sees it, at half the density; 0 at the outermost dots, as older files mean it.";
    EdgeDensity: "edge-density", "", 0.0..=1.0, 0.04, Finish, false,
        "Share of the density at the outermost dots (assumption).";
    EdgeDotSize: "edge-dot-size", "", 0.5..=1.0, 1.0, Finish, false,
        "Diameter of the outermost dots over the others: in photos single dots in front of the line are as large as the others (docs/look.md).";
    EdgeShade: "edge-shade", "", 0.3..=1.0, 1.0, Finish, false,
        "Shade of the outermost dots over the others: in photos as dark as the others.";
    Micro: "micro", "mm", 0.0..=3.0, 0.25, Finish, false,
        "Micro-irregularity: standard deviation of the edge at wavelengths of 2–6 mm (assumption after Shapiro).";
    Macro: "macro", "mm", 0.0..=6.0, 0.3, Finish, false,
        "Macro-irregularity: depth of the waves of 20–40 mm in the edge (assumption after Shapiro).";
    Sentinels: "sentinels", "dots/cm", 0.0..=12.0, 0.5, Finish, false,
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

    /// Whether each fill may have its own value; those of sessions have it session by session.
    pub fn per_fill(self) -> bool {
        matches!(
            self.row().group,
            KnobGroup::Fill | KnobGroup::Pigment | KnobGroup::Needle
        )
    }

    /// Whether it says what is looked at and not what is done: the moment, the light. Such a knob changes no dot.
    pub fn of_viewing(self) -> bool {
        matches!(self.row().group, KnobGroup::Time | KnobGroup::Light)
    }

    /// Whether it tells of the client's own face and hair: no style of hairline changes it.
    pub fn of_client(self) -> bool {
        matches!(
            self,
            Knob::CreaseHeight | Knob::TempleBack | Knob::Infratemporal | Knob::Age
        )
    }

    /// Whether each session may have its own value.
    pub fn per_session(self) -> bool {
        self.row().group == KnobGroup::Sessions
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
        Knob::named(&name).ok_or_else(|| serde::de::Error::custom(super::DesignError::no_knob(&name)))
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
