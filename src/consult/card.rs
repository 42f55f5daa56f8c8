//! The marking card: seven distances along the skin by which a hairline is brought from the plan to the client's head.

use crate::design::{ControlPoint, HairlineOutline, PointName};
use crate::head::{Head, HeadView};
use glam::DVec3;

/// Number of distances on the card.
pub const MARKING_COUNT: usize = 7;

/// Spread of a head's length over its mean: what is not seen in a photo comes from an average head (ANSUR II, 7.0 of 199.5 mm;
/// docs/domain.md 8.2).
const DEPTH_SPREAD: f64 = 0.035;
/// How far the landmarks that a person sees lie from those of the fitted head, standard deviation, mm (assumptions; only the
/// pupils and the chin are fitted).
const GLABELLA_SD_MM: f64 = 2.0;
const EYE_CORNER_SD_MM: f64 = 2.0;
const EAR_SD_MM: f64 = 4.0;
/// Standard deviations within which a distance is said: 19 of 20.
const SAID_SD: f64 = 2.0;
/// The hand's own share: nobody reads a tape on skin better, mm (assumption).
const LEAST_ERROR_MM: f64 = 1.0;

/// A side of the client's head.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ClientSide {
    /// The client's left.
    Left,
    /// The client's right.
    Right,
}

impl ClientSide {
    /// Both, the left first as landmarks have it.
    pub const BOTH: [ClientSide; 2] = [ClientSide::Left, ClientSide::Right];

    /// `left` or `right`.
    pub fn name(self) -> &'static str {
        match self {
            ClientSide::Left => "left",
            ClientSide::Right => "right",
        }
    }
}

/// A place from or to which a distance is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MarkingPlace {
    /// Between the brows.
    Glabella,
    /// Outer corner of an eye.
    EyeCorner(ClientSide),
    /// Upper root of an ear.
    Ear(ClientSide),
    /// Middle of the hairline.
    Middle,
    /// Frontotemporal point of the hairline.
    Corner(ClientSide),
    /// Tip of the temporal peak.
    TemplePeak(ClientSide),
}

impl MarkingPlace {
    /// Its name in tables and files: `outer eye corner, left`.
    pub fn name(self) -> String {
        let sided = |name: &str, side: ClientSide| format!("{name}, {}", side.name());
        match self {
            MarkingPlace::Glabella => "glabella".to_owned(),
            MarkingPlace::EyeCorner(side) => sided("outer eye corner", side),
            MarkingPlace::Ear(side) => sided("ear", side),
            MarkingPlace::Middle => "middle of the hairline".to_owned(),
            MarkingPlace::Corner(side) => sided("corner point", side),
            MarkingPlace::TemplePeak(side) => sided("temple peak", side),
        }
    }

    /// Where it lies, a template direction; the hairline's points are those of the outline.
    pub fn direction(self, head: &Head, outline: &HairlineOutline) -> DVec3 {
        let marks = head.landmarks();
        let named = |name: &str| {
            let is_it =
                |point: &&ControlPoint| point.extra.is_none() && PointName::named(name) == Some(point.name);
            // Every outline holds every named point.
            outline
                .control
                .iter()
                .find(is_it)
                .map_or(outline.control[0].direction, |point| point.direction)
        };
        match self {
            MarkingPlace::Glabella => marks.glabella,
            MarkingPlace::EyeCorner(side) => marks.outer_canthus[side as usize],
            MarkingPlace::Ear(side) => marks.otobasion_superius[side as usize],
            MarkingPlace::Middle => named("front-middle"),
            MarkingPlace::Corner(side) => named(&format!("corner-{}", side.name())),
            MarkingPlace::TemplePeak(side) => named(&format!("temporal-peak-{}", side.name())),
        }
    }

    /// How far the client's own landmark lies from the model's, standard deviation, mm; points of the plan lie where they lie.
    fn spread_mm(self) -> f64 {
        match self {
            MarkingPlace::Glabella => GLABELLA_SD_MM,
            MarkingPlace::EyeCorner(_) => EYE_CORNER_SD_MM,
            MarkingPlace::Ear(_) => EAR_SD_MM,
            MarkingPlace::Middle | MarkingPlace::Corner(_) | MarkingPlace::TemplePeak(_) => 0.0,
        }
    }
}

/// One distance of the card.
#[derive(Clone, Debug, PartialEq)]
pub struct MarkingDistance {
    /// Where the tape begins.
    pub from: MarkingPlace,
    /// Where it ends.
    pub to: MarkingPlace,
    /// The way over the skin, template directions.
    pub path: Vec<DVec3>,
    /// Along the skin, by tape, mm.
    pub skin_mm: f64,
    /// Straight, by calliper, mm.
    pub straight_mm: f64,
    /// How far the client's own distance may differ, mm: 19 of 20 lie within.
    pub error_mm: f64,
}

impl MarkingDistance {
    /// What it is, in words: `Middle to corner point, left`.
    pub fn words(&self) -> String {
        match (self.from, self.to) {
            (MarkingPlace::Glabella, _) => "Glabella to the middle of the line".to_owned(),
            (MarkingPlace::EyeCorner(side), _) => {
                format!("Outer eye corner to corner point, {}", side.name())
            }
            (MarkingPlace::Ear(side), _) => format!("Top of the ear to temple peak, {}", side.name()),
            (MarkingPlace::Middle, MarkingPlace::Corner(side)) => {
                format!("Middle to corner point, {}", side.name())
            }
            (from, to) => format!("{} to {}", from.name(), to.name()),
        }
    }

    /// Measures between two places on a fitted head.
    pub fn between(
        head: &Head,
        outline: &HairlineOutline,
        view: &HeadView,
        from: MarkingPlace,
        to: MarkingPlace,
    ) -> Self {
        let (start, end) = (from.direction(head, outline), to.direction(head, outline));
        let path = head.shortest_path(start, end);
        let skin_mm = head.skin_distance_mm(start, end);
        MarkingDistance {
            from,
            to,
            skin_mm,
            straight_mm: head.point_mm(start).distance(head.point_mm(end)),
            error_mm: error_mm(
                head,
                view,
                &path,
                skin_mm,
                libm::hypot(from.spread_mm(), to.spread_mm()),
            ),
            path,
        }
    }
}

/// What the fit leaves open of a distance: the photo's scale, the part of the way that runs in depth, and the landmark.
fn error_mm(head: &Head, view: &HeadView, path: &[DVec3], skin_mm: f64, landmark_mm: f64) -> f64 {
    let scale = view.mm_per_px_error / view.mm_per_px;
    let eye = view.camera.position_mm();
    let points: Vec<DVec3> = path.iter().map(|direction| head.point_mm(*direction)).collect();
    let depth_mm: f64 = points
        .windows(2)
        .map(|pair| (pair[1] - pair[0]).dot((eye - pair[0]).normalize_or_zero()).abs())
        .sum();
    let variance = (scale * skin_mm).powi(2) + (DEPTH_SPREAD * depth_mm).powi(2) + landmark_mm.powi(2);
    (SAID_SD * variance.sqrt()).max(LEAST_ERROR_MM)
}

/// The seven distances of a hairline on a head, in the order in which they are marked: height first, then corners, then temples.
pub fn marking_card(
    head: &Head,
    outline: &HairlineOutline,
    view: &HeadView,
) -> [MarkingDistance; MARKING_COUNT] {
    let [left, right] = ClientSide::BOTH;
    [
        (MarkingPlace::Glabella, MarkingPlace::Middle),
        (MarkingPlace::EyeCorner(left), MarkingPlace::Corner(left)),
        (MarkingPlace::EyeCorner(right), MarkingPlace::Corner(right)),
        (MarkingPlace::Middle, MarkingPlace::Corner(left)),
        (MarkingPlace::Middle, MarkingPlace::Corner(right)),
        (MarkingPlace::Ear(left), MarkingPlace::TemplePeak(left)),
        (MarkingPlace::Ear(right), MarkingPlace::TemplePeak(right)),
    ]
    .map(|(from, to)| MarkingDistance::between(head, outline, view, from, to))
}
