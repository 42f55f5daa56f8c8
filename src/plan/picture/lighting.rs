//! Another light on the head, and the distance of the eye: how the picture is changed beside the dots.
//!
//! The light is that of the photo times a smooth gain from the template's normals: new light over the photo's own. It is
//! subtle on purpose, for the template is no portrait; the scenes' numbers are assumptions.

use crate::design::{Design, Knob, LightChoice};
use crate::head::{CaptureFacts, Head, HeadView};
use crate::plan::smooth;
use glam::{DVec2, DVec3};

/// Resolution of a normal eye, radians: one minute of arc, taken as the width at half maximum.
const EYE_RAD: f64 = 2.9e-4;
const FWHM_PER_SIGMA: f64 = 2.3548;

/// Blur of the eye at the distance that a design shows, standard deviation, mm; 0 is none.
pub fn eye_sigma_mm(design: &Design) -> f64 {
    design.get(Knob::Distance) * 1000.0 * EYE_RAD / FWHM_PER_SIGMA
}

/// A light: where from (head frame), how much of it is direct, its colour and strength.
struct SceneLight {
    from: DVec3,
    share: f64,
    rgb: [f64; 3],
}

/// What a light is like; `None` for the photo's own.
fn scene(light: LightChoice) -> Option<SceneLight> {
    match light {
        LightChoice::AsPhotographed => None,
        LightChoice::SoftStudio => Some(SceneLight {
            from: DVec3::new(0.35, 0.55, 0.76),
            share: 0.30,
            rgb: [1.0, 1.0, 1.0],
        }),
        // What shows every gap on top.
        LightChoice::Bathroom => Some(SceneLight {
            from: DVec3::new(0.0, 0.96, 0.28),
            share: 0.70,
            rgb: [1.06, 1.0, 0.90],
        }),
        LightChoice::NoonSun => Some(SceneLight {
            from: DVec3::new(0.25, 0.88, 0.40),
            share: 0.80,
            rgb: [1.18, 1.15, 1.10],
        }),
        LightChoice::Evening => Some(SceneLight {
            from: DVec3::new(-0.75, 0.25, 0.61),
            share: 0.55,
            rgb: [0.95, 0.82, 0.62],
        }),
    }
}

/// The photo's own light where none was measured (assumption: a room).
const PHOTO_LIGHT: (DVec3, f64) = (DVec3::new(0.1, 0.6, 0.79), 0.30);
/// No gain goes beyond these.
const GAIN_RANGE: [f64; 2] = [0.45, 1.9];
/// Oily skin: sharpness and strength of the highlight (assumption).
const OILY: (f64, f64) = (28.0, 0.28);
/// Side of a cell of the grid on the head, mm, and cells at most each way.
const CELL_MM: f64 = 4.0;
const MAX_CELLS: f64 = 320.0;
/// Directions over the template that carry the light into the grid: rings from pole to pole, and around.
const RINGS: [usize; 2] = [90, 180];

/// Gains over a photo.
#[derive(Clone, Debug, PartialEq)]
pub struct LightGains {
    /// Photo pixels per cell.
    pub cell_px: f64,
    /// Cells in a row, and rows.
    pub size: [u32; 2],
    /// Row by row: gain of red, green, blue; shine that is added, or less than 0 the weight of the head.
    pub cells: Vec<[f32; 4]>,
}

/// The gains that a design asks for; None where light and shine are the photo's.
pub fn gains(design: &Design, head: &Head, view: &HeadView) -> Option<LightGains> {
    let scene = scene(design.light());
    let shine = design.get(Knob::Shine);
    if scene.is_none() && shine == 0.0 {
        return None;
    }
    let camera = &view.camera;
    let [width, height] = [camera.width_px, camera.height_px].map(f64::from);
    let cell_px = (CELL_MM / view.mm_per_px)
        .max(width.max(height) / MAX_CELLS)
        .max(1.0);
    let size = [width, height].map(|side| (side / cell_px).ceil().max(1.0) as usize);
    let lamp = DesignLight::new(design, scene.as_ref(), view.capture.as_ref());
    let mut sums = vec![[0.0_f64; 5]; size[0] * size[1]];
    for (direction, point_mm, normal) in surface(head) {
        let to_eye = (camera.position_mm() - point_mm).normalize_or_zero();
        let facing = normal.dot(to_eye);
        let Some(px) = view
            .photo_from_direction(head, direction)
            .filter(|_| facing > 0.0)
        else {
            continue;
        };
        spread(&mut sums, size, px / cell_px, facing, lamp.on(normal, to_eye));
    }
    let cells = blurred(&sums, size).into_iter().map(cell).collect();
    Some(LightGains {
        cell_px,
        size: size.map(|side| side as u32),
        cells,
    })
}

/// Points and normals over the whole template.
fn surface(head: &Head) -> impl Iterator<Item = (DVec3, DVec3, DVec3)> + '_ {
    (0..RINGS[0]).flat_map(move |ring| {
        let polar = std::f64::consts::PI * (ring as f64 + 0.5) / RINGS[0] as f64;
        (0..RINGS[1]).map(move |step| {
            let around = std::f64::consts::TAU * step as f64 / RINGS[1] as f64;
            let flat = libm::sin(polar);
            let direction = DVec3::new(
                flat * libm::cos(around),
                libm::cos(polar),
                flat * libm::sin(around),
            );
            (direction, head.point_mm(direction), head.normal(direction))
        })
    })
}

/// Light that comes from a direction at a normal, 1 on the mean over what faces the viewer.
fn lambert(normal: DVec3, from: DVec3, share: f64) -> f64 {
    // Half a hemisphere wraps round: no lamp is a point, and walls give light back.
    let wrapped = (0.25 + 0.75 * normal.dot(from)).max(0.0);
    (1.0 - share) + share * 1.6 * wrapped
}

/// What a design makes of the light.
struct DesignLight<'a> {
    own: (DVec3, f64),
    scene: Option<&'a SceneLight>,
    strength: f64,
    shine: f64,
}

impl<'a> DesignLight<'a> {
    fn new(design: &Design, scene: Option<&'a SceneLight>, capture: Option<&CaptureFacts>) -> Self {
        let measured = capture.map(|capture| (DVec3::from(capture.light_from), capture.light_share));
        DesignLight {
            own: measured.unwrap_or(PHOTO_LIGHT),
            scene,
            strength: design.get(Knob::LightStrength),
            shine: design.get(Knob::Shine),
        }
    }

    /// Gains and shine at a normal; nothing is changed at the rim of the head, so that nothing shows beside it.
    fn on(&self, normal: DVec3, to_eye: DVec3) -> [f64; 4] {
        let own = lambert(normal, self.own.0.normalize_or_zero(), self.own.1);
        let from = self
            .scene
            .map_or(self.own.0, |scene| scene.from)
            .normalize_or_zero();
        let half = (from + to_eye).normalize_or_zero();
        let inside = smooth(normal.dot(to_eye) / RIM);
        let added = match self.shine {
            shine if shine < 0.0 => -inside,
            shine => inside * shine * OILY.1 * libm::pow(normal.dot(half).max(0.0), OILY.0),
        };
        let gain = |c: usize| match self.scene {
            Some(scene) => {
                let ratio = scene.rgb[c] * lambert(normal, from, scene.share) / own.max(0.1);
                let gain = libm::pow(ratio, self.strength).clamp(GAIN_RANGE[0], GAIN_RANGE[1]);
                1.0 + inside * (gain - 1.0)
            }
            None => 1.0,
        };
        [gain(0), gain(1), gain(2), added]
    }
}

/// Adds a value to the four cells round a place.
fn spread(sums: &mut [[f64; 5]], size: [usize; 2], at: DVec2, weight: f64, value: [f64; 4]) {
    let base = (at - 0.5).floor();
    let part = at - 0.5 - base;
    for (dx, dy) in [(0, 0), (1, 0), (0, 1), (1, 1)] {
        let (x, y) = (base.x as i64 + dx, base.y as i64 + dy);
        if x < 0 || y < 0 || x >= size[0] as i64 || y >= size[1] as i64 {
            continue;
        }
        let share = |d: i64, t: f64| if d == 0 { 1.0 - t } else { t };
        let weight = weight * share(dx, part.x) * share(dy, part.y);
        let sum = &mut sums[y as usize * size[0] + x as usize];
        for (sum, value) in sum.iter_mut().zip(value) {
            *sum += weight * value;
        }
        sum[4] += weight;
    }
}

/// Binomial blur of the sums, so that gaps close and the rim of the head is soft.
fn blurred(sums: &[[f64; 5]], size: [usize; 2]) -> Vec<[f64; 5]> {
    let pass = |from: &[[f64; 5]], step: usize, count: usize, place: &dyn Fn(usize) -> usize| {
        let at = |index: usize, by: i64| {
            let moved = place(index) as i64 + by;
            let inside = (0..count as i64).contains(&moved);
            if inside {
                from[(index as i64 + by * step as i64) as usize]
            } else {
                [0.0; 5]
            }
        };
        (0..from.len())
            .map(|index| {
                let taps = [(-2, 1.0), (-1, 4.0), (0, 6.0), (1, 4.0), (2, 1.0)];
                taps.iter().fold([0.0; 5], |mut sum, &(by, weight)| {
                    let tap = at(index, by);
                    (0..5).for_each(|i| sum[i] += weight / 16.0 * tap[i]);
                    sum
                })
            })
            .collect::<Vec<_>>()
    };
    let across = pass(sums, 1, size[0], &|index| index % size[0]);
    pass(&across, size[0], size[1], &|index| index / size[0])
}

/// The cell of a sum: its mean, or no change.
fn cell(sum: [f64; 5]) -> [f32; 4] {
    if sum[4] <= 0.0 {
        return [1.0, 1.0, 1.0, 0.0];
    }
    std::array::from_fn(|i| (sum[i] / sum[4]) as f32)
}

/// Cosine of the angle to the eye under which the light fades out at the rim (assumption).
const RIM: f64 = 0.35;
