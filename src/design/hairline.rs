//! The hairline: a closed outline on the head, from measured proportions (front, frontotemporal corners, temporal peaks,
//! sideburns, past the ears, nape). A recipe in millimetres is evaluated once into template directions.

use super::inserted_points::with_inserted;
use super::spline::{CurvePoint, sample_closed};
use super::{Design, HairlineStyle, Knob};
use crate::head::{Head, HeadLandmarks};
use glam::DVec3;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Points of one side, from the middle of the front to the nape.
const OF_A_SIDE: [&str; 13] = [
    "peak",
    "front",
    "corner-front",
    "corner",
    "corner-temple",
    "recess",
    "temporal-peak",
    "infratemporal",
    "sideburn-front",
    "sideburn-low",
    "sideburn-back",
    "mastoid",
    "nape-corner",
];
const PEAK: usize = 0;
const FRONT: usize = 1;
const CORNER_FRONT: usize = 2;
const CORNER: usize = 3;
const CORNER_TEMPLE: usize = 4;
const RECESS: usize = 5;
const TEMPORAL_PEAK: usize = 6;
const INFRATEMPORAL: usize = 7;
const SIDEBURN_FRONT: usize = 8;
const SIDEBURN_LOW: usize = 9;
const SIDEBURN_BACK: usize = 10;
const MASTOID: usize = 11;
const NAPE_CORNER: usize = 12;
const SIDE: usize = OF_A_SIDE.len();
/// All points: front middle, the client's left side, nape middle, the right side backwards.
const POINTS: usize = 2 * SIDE + 2;

/// Distance of the line from the highest brow crease, at least, mm (mature male line: 15–20 mm above it).
const OVER_CREASE_MM: f64 = 15.0;
/// Garg's construction: the lateral reference lies 80 mm along the skin from the glabella.
const GARG_LATERAL_MM: f64 = 80.0;
/// Garg: the temporal peak lies 50 mm from the corner on the line to the lateral reference.
const GARG_PEAK_MM: f64 = 50.0;
/// Depth of the temple's hollow behind the line from corner to temporal peak, mm (assumption).
const RECESS_MM: f64 = 6.0;
/// Breadth of a sideburn before and behind its landmark, mm (assumption).
const SIDEBURN_HALF_MM: [f64; 2] = [9.0, 10.0];
/// Height of the sideburn landmark below the ear's upper root, mm, as the mean head has it.
const SIDEBURN_BELOW_EAR_MM: f64 = 15.0;
/// Transition zone at the nape, mm (assumption: a soft taper).
const NAPE_WIDTH_MM: f64 = 15.0;
/// Transition zone of the temple at the knob's stops light, medium, defined, mm; the second row is that of lines that lie at their
/// outermost dots (`edge-centre` 0).
const SIDE_WIDTH_MM: [[f64; 3]; 2] = [[18.0, 11.0, 2.5], [12.0, 6.0, 1.5]];
/// The corner from which Garg's temporal peak is measured: height over the glabella as a share of the face (facial thirds) and
/// recession (mm). The peak is the client's own; it doesn't come down with a lower line (assumption).
const PEAK_CORNER: (f64, f64) = (0.50, 8.0);

/// Name of a point of the hairline, such as `corner-left`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PointName(u8);

impl PointName {
    /// All names in the order of the outline.
    pub fn all() -> impl Iterator<Item = PointName> {
        (0..POINTS as u8).map(PointName)
    }

    /// Finds a point by name.
    pub fn named(name: &str) -> Option<PointName> {
        PointName::all().find(|point| point.name() == name)
    }

    /// The name: `front-middle`, `nape-middle`, or a place with `-left` or `-right`, the client's own.
    pub fn name(self) -> &'static str {
        static NAMES: std::sync::LazyLock<Vec<String>> = std::sync::LazyLock::new(|| {
            let side = |suffix: &'static str| OF_A_SIDE.iter().map(move |place| format!("{place}-{suffix}"));
            let left = std::iter::once("front-middle".to_owned()).chain(side("left"));
            left.chain(std::iter::once("nape-middle".to_owned()))
                .chain(side("right").rev())
                .collect()
        });
        &NAMES[self.0 as usize]
    }

    /// The next point along the outline; the last one is followed by the first.
    pub fn next(self) -> PointName {
        PointName((self.0 + 1) % POINTS as u8)
    }

    /// The same place on the other side; the two middles are their own mirror images.
    pub fn mirrored(self) -> PointName {
        PointName((POINTS as u8 - self.0) % POINTS as u8)
    }

    /// Whether it is a point of the midline.
    pub fn is_middle(self) -> bool {
        self.mirrored() == self
    }
}

impl Serialize for PointName {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for PointName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        let names = || {
            PointName::all()
                .map(PointName::name)
                .collect::<Vec<_>>()
                .join(", ")
        };
        PointName::named(&name).ok_or_else(|| {
            serde::de::Error::custom(format!("no hairline point '{name}'; there are: {}", names()))
        })
    }
}

/// A control point of the outline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ControlPoint {
    /// Its name; an extra point has that of the named point before it.
    pub name: PointName,
    /// Index in [`Design::extra`] of an extra point.
    pub extra: Option<usize>,
    /// Where it lies, a template direction.
    pub direction: DVec3,
    /// Depth of the transition zone there, mm.
    pub width_mm: f64,
    /// Share of the irregularity there.
    pub rough: f64,
}

/// The hairline on one head.
#[derive(Clone, Debug, PartialEq)]
pub struct HairlineOutline {
    /// Control points in order, seen from above to the client's left first.
    pub control: Vec<ControlPoint>,
    /// The curve through them.
    pub curve: Vec<CurvePoint>,
}

impl HairlineOutline {
    /// The outline that a design gives on a head; `None` for a design without a hairline.
    pub fn evaluate(head: &Head, design: &Design) -> Option<Self> {
        if !HairlineStyle::draws_line(&design.style) {
            return None;
        }
        let recipe = HairlineRecipe {
            head,
            design,
            marks: head.landmarks(),
        };
        let sides = [recipe.side(0), recipe.side(1)];
        let own = |name: &PointName, otherwise: DVec3| recipe.placed(*name).unwrap_or(otherwise);
        let [left, right] = sides;
        let middle = recipe.middle();
        let nape = recipe.marks.nape;
        let ring = std::iter::once(middle)
            .chain(left)
            .chain(std::iter::once(nape))
            .chain(right.into_iter().rev());
        let named: Vec<ControlPoint> = PointName::all()
            .zip(ring)
            .map(|(name, direction)| {
                let (width_mm, rough) = recipe.finish(name);
                ControlPoint {
                    name,
                    extra: None,
                    direction: own(&name, direction),
                    width_mm,
                    rough,
                }
            })
            .collect();
        let control = with_inserted(&named, &design.extra);
        let directions: Vec<DVec3> = control.iter().map(|point| point.direction).collect();
        let curve = sample_closed(head, &directions);
        Some(HairlineOutline { control, curve })
    }

    /// Transition width and roughness at a point of the curve, between its control points.
    pub fn finish_at(&self, point: &CurvePoint) -> (f64, f64) {
        let from = &self.control[point.span];
        let to = &self.control[(point.span + 1) % self.control.len()];
        let mix = |a: f64, b: f64| a + (b - a) * point.along;
        (mix(from.width_mm, to.width_mm), mix(from.rough, to.rough))
    }

    /// Height of the front's middle over the glabella along the skin, mm.
    pub fn middle_height_mm(&self, head: &Head) -> f64 {
        head.arc_length_mm(head.landmarks().glabella, self.control[0].direction)
    }
}

/// The recipe at work.
struct HairlineRecipe<'a> {
    head: &'a Head,
    design: &'a Design,
    marks: HeadLandmarks,
}

impl HairlineRecipe<'_> {
    fn get(&self, knob: Knob) -> f64 {
        self.design.get(knob)
    }

    fn placed(&self, name: PointName) -> Option<DVec3> {
        self.design
            .points
            .get(&name)
            .map(|direction| DVec3::from(*direction).normalize())
    }

    /// Straight distance from glabella to menton, mm.
    fn face_mm(&self) -> f64 {
        let [glabella, menton] =
            [self.marks.glabella, self.marks.menton].map(|mark| self.head.point_mm(mark));
        glabella.distance(menton)
    }

    /// Height of the front's middle over the glabella, mm along the skin.
    fn height_mm(&self) -> f64 {
        let crease_mm = self.get(Knob::CreaseHeight);
        let over_crease = if crease_mm > 0.0 {
            crease_mm + OVER_CREASE_MM
        } else {
            0.0
        };
        (self.get(Knob::HeightRatio) * self.face_mm()).max(over_crease)
    }

    fn middle(&self) -> DVec3 {
        self.head
            .walk(self.marks.glabella, DVec3::X, DVec3::Y, self.height_mm())
    }

    /// The direction at glabella height, `x_mm` from the midline.
    fn brow_level(&self, x_mm: f64) -> DVec3 {
        let level = self.head.point_mm(self.marks.glabella).y;
        let mut direction = self.marks.glabella;
        for _ in 0..60 {
            let z = self.head.point_mm(direction).z;
            let aim = self.head.direction_of(DVec3::new(x_mm, level, z));
            direction = (direction + aim).normalize();
        }
        direction
    }

    fn up(&self, from: DVec3, length_mm: f64) -> DVec3 {
        self.head.walk(from, DVec3::X, DVec3::Y, length_mm)
    }

    fn forward(&self, from: DVec3, length_mm: f64) -> DVec3 {
        self.head.walk(from, DVec3::Y, DVec3::Z, length_mm)
    }

    /// The direction a share of the way from one direction to another.
    fn between(&self, from: DVec3, to: DVec3, share: f64) -> DVec3 {
        self.head
            .direction_of(self.head.point_mm(from).lerp(self.head.point_mm(to), share))
    }

    /// The direction at a distance from one direction towards another, mm.
    fn towards(&self, from: DVec3, to: DVec3, distance_mm: f64) -> DVec3 {
        let whole = self.head.point_mm(from).distance(self.head.point_mm(to)).max(1.0);
        self.between(from, to, (distance_mm / whole).clamp(0.0, 0.9))
    }

    /// The points of a side; 0 is the client's left.
    fn side(&self, side: usize) -> [DVec3; SIDE] {
        let sign = if side == 0 { 1.0 } else { -1.0 };
        let own = |place: usize, otherwise: DVec3| {
            let index = if side == 0 { 1 + place } else { POINTS - 1 - place };
            self.placed(PointName(index as u8)).unwrap_or(otherwise)
        };
        let middle = self.placed(PointName(0)).unwrap_or_else(|| self.middle());
        let height_mm = self.height_mm();
        let rise_mm = self.get(Knob::CornerBack) + 0.5 * sign * self.get(Knob::Asymmetry);
        let out_mm = self.marks.outer_canthus_x_mm + self.get(Knob::CornerOut);
        let corner = own(
            CORNER,
            self.up(self.brow_level(sign * out_mm), height_mm + rise_mm),
        );
        let front = own(
            FRONT,
            self.up(self.between(middle, corner, 0.5), -self.get(Knob::Arch)),
        );

        let peak_mm = self.get(Knob::PeakHeight);
        let flank = self.towards(middle, front, 0.5 * self.get(Knob::PeakWidth));
        let peak = own(PEAK, self.up(flank, peak_mm));

        let lateral = self
            .head
            .walk(self.marks.glabella, DVec3::Y, DVec3::X * sign, GARG_LATERAL_MM);
        let usual = self.up(
            self.brow_level(sign * out_mm),
            PEAK_CORNER.0 * self.face_mm() + PEAK_CORNER.1 + 0.5 * sign * self.get(Knob::Asymmetry),
        );
        let anchor = self.between(corner, usual, self.get(Knob::EdgeCentre));
        let on_line = self.towards(anchor, lateral, GARG_PEAK_MM);
        let forward_mm = self.get(Knob::TemplePeak) - self.get(Knob::TempleBack);
        let temporal_peak = own(TEMPORAL_PEAK, self.forward(on_line, forward_mm));
        let recess = own(
            RECESS,
            self.forward(self.between(corner, temporal_peak, 0.5), -RECESS_MM),
        );

        // Near neighbours make the corner square, far ones round.
        let near_mm = 16.0 - 13.0 * self.get(Knob::CornerSquare);
        let corner_front = own(CORNER_FRONT, self.towards(corner, front, near_mm));
        let corner_temple = own(CORNER_TEMPLE, self.towards(corner, recess, near_mm.min(12.0)));

        let ear_top = self.marks.otobasion_superius[side];
        let infratemporal = own(
            INFRATEMPORAL,
            self.towards(
                self.marks.outer_canthus[side],
                ear_top,
                self.get(Knob::Infratemporal),
            ),
        );
        let sideburn = self.marks.sideburn[side];
        let drop_mm = self.get(Knob::Sideburn) - SIDEBURN_BELOW_EAR_MM;
        let down = |from: DVec3| self.head.walk(from, DVec3::Z, -DVec3::Y, drop_mm);
        let low = own(SIDEBURN_LOW, down(self.forward(sideburn, SIDEBURN_HALF_MM[0])));
        let back = own(SIDEBURN_BACK, down(self.forward(sideburn, -SIDEBURN_HALF_MM[1])));
        let sideburn_front = own(SIDEBURN_FRONT, self.between(infratemporal, low, 0.5));

        let mut points = [DVec3::ZERO; SIDE];
        points[PEAK] = peak;
        points[FRONT] = front;
        points[CORNER_FRONT] = corner_front;
        points[CORNER] = corner;
        points[CORNER_TEMPLE] = corner_temple;
        points[RECESS] = recess;
        points[TEMPORAL_PEAK] = temporal_peak;
        points[INFRATEMPORAL] = infratemporal;
        points[SIDEBURN_FRONT] = sideburn_front;
        points[SIDEBURN_LOW] = low;
        points[SIDEBURN_BACK] = back;
        points[MASTOID] = own(MASTOID, self.marks.mastoid[side]);
        points[NAPE_CORNER] = own(NAPE_CORNER, self.marks.nape_corner[side]);
        points
    }

    /// Transition width (mm) and roughness at a point.
    fn finish(&self, name: PointName) -> (f64, f64) {
        let index = name.0 as usize;
        let place = if index <= SIDE { index } else { POINTS - index };
        let profile = self.get(Knob::SideProfile);
        if place <= CORNER_FRONT + 1 {
            (self.get(Knob::EdgeWidth), 1.0)
        } else if place <= SIDEBURN_BACK + 1 {
            let centre = self.get(Knob::EdgeCentre);
            let [light, medium, defined] = [0, 1, 2].map(|stop| {
                SIDE_WIDTH_MM[1][stop] + (SIDE_WIDTH_MM[0][stop] - SIDE_WIDTH_MM[1][stop]) * centre
            });
            let width_mm = if profile < 0.5 {
                light + (medium - light) * 2.0 * profile
            } else {
                medium + (defined - medium) * (2.0 * profile - 1.0)
            };
            (width_mm, 1.0 - 0.8 * profile)
        } else {
            (NAPE_WIDTH_MM, 1.0)
        }
    }
}
