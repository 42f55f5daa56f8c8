//! The follicle sites on a fitted head: everything about a site that doesn't depend on the design's numbers.

use super::hash_streams;
use super::noise::{NOISE_SD, noise};
use crate::design::{Design, Knob};
use crate::head::sites::FollicleSites;
use crate::head::{Head, SurfacePoint, hand};
use crate::parallel;
use crate::plan::{DENSITY_UNITS, smooth, weight_units};
use glam::DVec3;

/// Wavelength of the loose groups of curly and coily hair, mm (assumption).
const CLUSTER_WAVELENGTH_MM: f64 = 3.5;

/// The sites on one head under one hand.
pub struct ScalpSites {
    /// Template direction of each site, the hand's offset included.
    pub directions: Vec<DVec3>,
    /// Place of each site on the mean head, mm, without the hand: noise is anchored there, whatever the fit.
    pub anchors_mm: Vec<DVec3>,
    /// Point of each site on the head, mm.
    pub points_mm: Vec<DVec3>,
    /// Outward normal of each site.
    pub normals: Vec<DVec3>,
    /// Density at which the site gets its dot, in units of the integer passes.
    pub onsets: Vec<u32>,
    /// Each site's share of the skin of this head, cm².
    pub areas_cm2: Vec<f32>,
    /// Zone weights as the density pass takes them, and the class of the hand's pressure in the last one's high half.
    pub zones: Vec<[u32; 3]>,
    /// Keep-out: 1 away from the ears, 0 under them.
    pub keep: Vec<bool>,
}

/// One site on a head; the fields are those of [`ScalpSites`].
struct SiteOnHead {
    direction: DVec3,
    anchor_mm: DVec3,
    surface: SurfacePoint,
    onset: u32,
    area_cm2: f32,
    zones: [u32; 3],
    keep: bool,
}

impl ScalpSites {
    /// Puts the sites on a head. `hand` is the knob of that name.
    pub fn new(sites: &FollicleSites, head: &Head, hand_knob: f64) -> Self {
        let mean = Head::default();
        let unfitted = *head == mean;
        let ears = head.ears();
        let marks = ZoneWeights::of(head);
        let count = sites.len();
        let mean_area_cm2 = sites.template_area_cm2() / count.max(1) as f64;
        let per_site = DENSITY_UNITS / sites.template_area_cm2();
        let on_head = |rank: usize| {
            let base = sites.direction(rank);
            let offset_mm = hand::offset_mm(sites.seed(), rank as u32, hand_knob);
            let on_mean = mean.surface_at(base);
            let direction = hand::offset_from(&on_mean, base, offset_mm);
            let surface = head.surface_at(direction);
            // The site's share of the skin grows with the fitted head; the hand's 0.1 mm don't matter here.
            let stretch = match unfitted {
                true => 1.0,
                false => surface.area_mm2_per_sr / on_mean.area_mm2_per_sr,
            };
            let [zones_0, zones_1, zones_2] = marks.weights(direction);
            let pressure = pressure_class(sites.seed(), on_mean.point_mm);
            SiteOnHead {
                direction,
                anchor_mm: on_mean.point_mm,
                onset: (rank as f64 * per_site / stretch) as u32,
                area_cm2: (mean_area_cm2 * stretch) as f32,
                zones: [zones_0, zones_1, zones_2 | pressure << 16],
                keep: !ears.iter().any(|ear| ear.covers(surface.point_mm)),
                surface,
            }
        };
        let on_head = parallel::collect(count, on_head);
        ScalpSites {
            directions: on_head.iter().map(|site| site.direction).collect(),
            anchors_mm: on_head.iter().map(|site| site.anchor_mm).collect(),
            points_mm: on_head.iter().map(|site| site.surface.point_mm).collect(),
            normals: on_head.iter().map(|site| site.surface.normal).collect(),
            onsets: on_head.iter().map(|site| site.onset).collect(),
            areas_cm2: on_head.iter().map(|site| site.area_cm2).collect(),
            zones: on_head.iter().map(|site| site.zones).collect(),
            keep: on_head.iter().map(|site| site.keep).collect(),
        }
    }

    /// Unevenness of the density at each site (low half) and keep-out (high half).
    pub fn factors(&self, design: &Design) -> Vec<u32> {
        let (seed, hand_knob) = (design.seed, design.get(Knob::Hand));
        let clustering = design.get(Knob::Clustering);
        let factor = |index: usize| {
            let (anchor_mm, keep) = (self.anchors_mm[index], self.keep[index]);
            let mut factor = hand::density_factor_at(seed, anchor_mm, hand_knob);
            if clustering > 0.0 {
                let wave = noise(seed, hash_streams::CLUSTER, anchor_mm, CLUSTER_WAVELENGTH_MM) / NOISE_SD;
                factor *= 1.0 + 0.5 * clustering * wave.clamp(-1.9, 1.9);
            }
            weight_units(factor) | weight_units(f64::from(u8::from(keep))) << 16
        };
        parallel::collect(self.anchors_mm.len(), factor)
    }
}

/// Length of the passages in which the hand presses harder and lighter, mm (assumption).
const PRESSURE_WAVELENGTH_MM: f64 = 16.0;

/// Class of the hand's pressure, 0 to 15, each as frequent as the others.
fn pressure_class(seed: u32, anchor_mm: DVec3) -> u32 {
    let wave = noise(seed, hash_streams::PRESSURE, anchor_mm, PRESSURE_WAVELENGTH_MM) / NOISE_SD;
    let share = 0.5 * (1.0 + libm::erf(wave / std::f64::consts::SQRT_2));
    ((share * 16.0) as u32).min(15)
}

/// Zones of the scalp by template direction, soft at the borders (assumption; the trade's words for them).
pub struct ZoneWeights {
    whorl: DVec3,
}

/// Cosine of the half angle of the crown's zone, and of its soft border: about 45 and 58 mm from the whorl.
const VERTEX_COSINE: [f64; 2] = [0.82, 0.89];

impl ZoneWeights {
    /// The zones of a head.
    pub fn of(head: &Head) -> Self {
        ZoneWeights {
            whorl: head.landmarks().crown_whorl,
        }
    }

    /// Front and mid-scalp, vertex and sides, nape; low half first.
    pub(super) fn weights(&self, direction: DVec3) -> [u32; 3] {
        let [front, middle, vertex, side, back] = self.shares(direction);
        let pair = |low: f64, high: f64| weight_units(low) | weight_units(high) << 16;
        [pair(front, middle), pair(vertex, side), weight_units(back)]
    }

    /// Shares of front, mid-scalp, vertex, sides and nape at a direction, 0 to 1 each.
    pub fn shares(&self, direction: DVec3) -> [f64; 5] {
        let ramp = |value: f64, from: f64, to: f64| smooth((value - from) / (to - from));
        let side = ramp(direction.x.abs(), 0.62, 0.78);
        let back = ramp(-direction.z, 0.25, 0.45) * ramp(-direction.y, -0.40, -0.20) * (1.0 - side);
        let vertex =
            ramp(direction.dot(self.whorl), VERTEX_COSINE[0], VERTEX_COSINE[1]) * (1.0 - side) * (1.0 - back);
        let front = ramp(direction.z, 0.35, 0.55) * (1.0 - side);
        let middle = (1.0 - side - back - vertex - front).max(0.0);
        [front, middle, vertex, side, back]
    }
}
