//! The picture of a drawn head, and the view by which the engine puts dots on it.

use super::facet_raster::FacetRaster;
use super::mannequin::{MannequinCorner, MannequinMesh, MannequinPart};
use crate::design::{Document, HairlineOutline};
use crate::head::{BlurGrid, Camera, CaptureFacts, Head, HeadView, ResidualWarp, ViewSource};
use crate::photo::{Photo, PhotoColour};
use crate::plan::sites::hairline_edge::EdgeField;
use crate::plan::sites::hash_streams;
use crate::plan::sites::noise::noise;
use crate::plan::sites::scalp::ZoneWeights;
use glam::{DVec2, DVec3};

/// Samples a pixel each way.
const PER_PX: usize = 2;
/// Middle of the picture, head frame, mm, how much of the head its height shows, and how far away the eye is, mm (assumption: from
/// there a face is as a portrait shows it).
const MIDDLE_MM: DVec3 = DVec3::new(0.0, -8.0, -80.0);
const SHOWN_MM: f64 = 310.0;
const DISTANCE_MM: f64 = 1500.0;
/// Skin where no photo tells it, linear light (assumption: fair to medium).
const SKIN_RGB: [f64; 3] = [0.50, 0.31, 0.22];
/// Own hair over that skin where its light is not known (assumption: dark brown).
const HAIR_OVER_SKIN: [f64; 3] = [0.16, 0.17, 0.19];
/// Where the light comes from, camera axes (x right, y down, z away): a window at the upper left, behind the eye; how much of the
/// skin's light it gives, the rest coming from all sides, and how far it reaches round the head, as a share (assumptions, by eye).
const LAMP: DVec3 = DVec3::new(-0.48, -0.66, -0.58);
const LAMP_SHARE: f64 = 0.62;
const LAMP_WRAP: f64 = 0.3;
/// Light that skin turned to the lamp gives back over the skin's mean (assumption: a face in a photo is as bright).
const BRIGHTEST: f64 = 1.12;
/// Shade on skin keeps its red: each channel falls with this power of the light (assumption, by eye).
const SHADE_POWER: [f64; 3] = [0.92, 1.06, 1.12];
/// Sheen: its share of the light, and its sharpness (assumption, by eye).
const SHEEN: (f64, f64) = (0.045, 18.0);
/// Unevenness of skin and of hair: wavelength, mm, and how much the light varies (assumption, by eye).
const SKIN_GRAIN: [(f64, f64); 2] = [(14.0, 0.03), (1.6, 0.035)];
const HAIR_GRAIN: (f64, f64) = (1.3, 0.35);
/// Light behind the head, from the upper to the lower edge (assumption: told from skin of any tone).
const BACKGROUND: [f64; 2] = [0.70, 0.50];
/// Tints of front, mid-scalp, vertex, sides and nape, and how much of the skin's light they take (assumption, by eye).
const ZONE_TINTS: [[f64; 3]; 5] = [
    [0.95, 0.62, 0.30],
    [0.35, 0.75, 0.45],
    [0.75, 0.40, 0.80],
    [0.30, 0.60, 0.95],
    [0.90, 0.80, 0.35],
];
const TINT_SHARE: f64 = 0.30;
/// Nearer than this a drawn place is one of the fitted head, mm (assumption).
const OWN_MM: f64 = 3.0;
/// Width of the hairline, mm, and its light (assumption, by eye).
const LINE_MM: f64 = 0.9;
const LINE_LIGHT: f64 = 0.92;

/// From where the drawn head is seen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DrawnPose {
    /// Degrees by which the head is turned: 0 shows the face, 90 the client's right side, as a view's yaw.
    pub turn_deg: f64,
    /// Degrees from which the eye looks down.
    pub tilt_deg: f64,
}

/// A client's head without a photo.
pub struct DrawnHead<'a> {
    document: &'a Document,
    capture: Option<&'a CaptureFacts>,
    mesh: MannequinMesh,
    /// Hairline and zones are drawn.
    shows_plan: bool,
}

impl<'a> DrawnHead<'a> {
    /// The head of a document in the tone that a photo's `capture` tells; `shows_plan` draws hairline and zones too.
    pub fn new(document: &'a Document, capture: Option<&'a CaptureFacts>, shows_plan: bool) -> Self {
        DrawnHead {
            document,
            capture,
            mesh: MannequinMesh::of(&document.head),
            shows_plan,
        }
    }

    /// The picture without dots, sRGB of 8 bits, and the view of it.
    pub fn drawn(&self, pose: DrawnPose, [width_px, height_px]: [u32; 2]) -> (Photo, HeadView) {
        let mm_per_px = SHOWN_MM / f64::from(height_px);
        let middle_px = DVec2::new(f64::from(width_px), f64::from(height_px)) / 2.0;
        let angles = [pose.turn_deg, pose.tilt_deg, 0.0];
        let focal_px = DISTANCE_MM / mm_per_px;
        let size = [width_px, height_px];
        let camera = Camera::from_pose(size, focal_px, angles, MIDDLE_MM, middle_px, DISTANCE_MM);
        let view = self.view(camera);
        let light = self.light(&view);
        (photo(size, &light), view)
    }

    /// How the engine sees the drawing: sharp, without grain, in the drawn light.
    fn view(&self, camera: Camera) -> HeadView {
        let lamp = camera.rotation_camera_from_head.transpose() * LAMP.normalize();
        let capture = self.capture.map(|capture| CaptureFacts {
            sharpness: BlurGrid {
                columns: 1,
                cell_px: f64::from(camera.width_px.max(camera.height_px)),
                sigma_px: vec![0.5],
            },
            grain: 0.0,
            grain_sigma_px: 0.0,
            light_from: lamp.to_array(),
            light_share: LAMP_SHARE,
            crisp: 1.0,
            ..capture.clone()
        });
        HeadView {
            mm_per_px: camera.mm_per_px_at(DVec3::ZERO),
            mm_per_px_error: 0.0,
            camera,
            source: ViewSource::Drawn,
            warp: ResidualWarp::default(),
            occlusion: Vec::new(),
            capture,
            seen: None,
            warnings: Vec::new(),
        }
    }

    /// Linear light of each pixel, row by row.
    fn light(&self, view: &HeadView) -> Vec<[f64; 3]> {
        let camera = &view.camera;
        let raster = FacetRaster::of(&self.mesh, camera, PER_PX);
        let [width, height] = [camera.width_px, camera.height_px].map(|px| px as usize);
        let paint = SkinPaint::new(self, camera);
        let mut light = vec![[0.0; 3]; width * height];
        crate::parallel::each_chunk(&mut light, width, |row, pixels| {
            let behind = BACKGROUND[0] + (BACKGROUND[1] - BACKGROUND[0]) * row as f64 / height as f64;
            for (column, pixel) in pixels.iter_mut().enumerate() {
                for part in 0..PER_PX * PER_PX {
                    let (x, y) = (column * PER_PX + part % PER_PX, row * PER_PX + part / PER_PX);
                    let place = raster.place(&self.mesh, x, y);
                    let sample = place.map_or([behind; 3], |place| paint.light(&place));
                    for (sum, sample) in pixel.iter_mut().zip(sample) {
                        *sum += sample / (PER_PX * PER_PX) as f64;
                    }
                }
            }
        });
        if let Some(outline) = self.document.outline.as_ref().filter(|_| self.shows_plan) {
            draw_line(&self.document.head, view, outline, &mut light);
        }
        light
    }
}

/// What gives each place its light.
struct SkinPaint<'a> {
    document: &'a Document,
    skin: DVec3,
    hair: DVec3,
    eye_mm: DVec3,
    lamp: DVec3,
    zones: Option<(ZoneWeights, EdgeField<'a>)>,
}

impl<'a> SkinPaint<'a> {
    fn new(drawn: &DrawnHead<'a>, camera: &Camera) -> Self {
        let document = drawn.document;
        let skin = DVec3::from(drawn.capture.map_or(SKIN_RGB, |capture| capture.skin_rgb));
        let outline = document.outline.as_ref().filter(|_| drawn.shows_plan);
        SkinPaint {
            document,
            skin,
            hair: skin * DVec3::from(document.own.hair_over_skin.unwrap_or(HAIR_OVER_SKIN)),
            eye_mm: camera.position_mm(),
            lamp: camera.rotation_camera_from_head.transpose() * LAMP.normalize(),
            zones: outline.map(|outline| (ZoneWeights::of(&document.head), EdgeField::new(outline, 0.0))),
        }
    }

    /// Linear light of a place.
    fn light(&self, place: &MannequinCorner) -> [f64; 3] {
        let seed = self.document.design.seed;
        let grain = |(wavelength_mm, share): (f64, f64)| {
            share * noise(seed, hash_streams::DRAWN, place.point_mm, wavelength_mm)
        };
        let skin = self.tinted(place) * (1.0 + SKIN_GRAIN.map(grain).iter().sum::<f64>());
        let hair = self.hair * (1.0 + grain(HAIR_GRAIN));
        let albedo = skin.lerp(hair, self.cover(place));
        let wrapped = (LAMP_WRAP + (1.0 - LAMP_WRAP) * place.normal.dot(self.lamp)).max(0.0);
        let shade = BRIGHTEST * ((1.0 - LAMP_SHARE) + LAMP_SHARE * wrapped);
        let to_eye = (self.eye_mm - place.point_mm).normalize_or_zero();
        let half = (self.lamp + to_eye).normalize_or_zero();
        let sheen = SHEEN.0 * place.normal.dot(half).max(0.0).powf(SHEEN.1);
        std::array::from_fn(|channel| albedo[channel] * shade.powf(SHADE_POWER[channel]) + sheen)
    }

    /// How much own hair covers a place, 0 to 1.
    fn cover(&self, place: &MannequinCorner) -> f64 {
        match (&self.document.own.hair, place.part) {
            (Some(map), MannequinPart::Head) => map.at(place.direction),
            (_, MannequinPart::Ear) | (None, MannequinPart::Head) => 0.0,
        }
    }

    /// Whether a place lies on the client's head itself, and not on the ears or the neck of nobody.
    fn is_scalp(&self, place: &MannequinCorner) -> bool {
        let own_mm = self.document.head.point_mm(place.direction);
        place.part == MannequinPart::Head && own_mm.distance(place.point_mm) < OWN_MM
    }

    /// The skin, tinted by its zone inside the hairline.
    fn tinted(&self, place: &MannequinCorner) -> DVec3 {
        match &self.zones {
            Some((zones, edge)) if self.is_scalp(place) && edge.contains(place.direction) => {
                let tint: DVec3 = zones
                    .shares(place.direction)
                    .into_iter()
                    .zip(ZONE_TINTS)
                    .map(|(share, tint)| DVec3::from(tint) * share)
                    .sum();
                self.skin.lerp(tint * self.skin.max_element(), TINT_SHARE)
            }
            _ => self.skin,
        }
    }
}

/// Draws the hairline where it is turned to the eye.
fn draw_line(head: &Head, view: &HeadView, outline: &HairlineOutline, light: &mut [[f64; 3]]) {
    let ears = head.ears();
    let [width, height] = [view.camera.width_px, view.camera.height_px].map(|px| px as usize);
    let half_px = (0.5 * LINE_MM / view.mm_per_px).max(0.6);
    let curve = &outline.curve;
    for (index, from) in curve.iter().enumerate() {
        let to = &curve[(index + 1) % curve.len()];
        let ends = [from, to].map(|point| {
            let near = view.visible(head, &ears, point.direction);
            view.photo_from_direction(head, point.direction).filter(|_| near)
        });
        let [Some(a), Some(b)] = ends else { continue };
        let low = (a.min(b) - half_px - 1.0).max(DVec2::ZERO);
        let high = a.max(b) + half_px + 1.0;
        for y in low.y as usize..(high.y.max(0.0) as usize).min(height) {
            for x in low.x as usize..(high.x.max(0.0) as usize).min(width) {
                let at = DVec2::new(x as f64 + 0.5, y as f64 + 0.5);
                let along = ((at - a).dot(b - a) / (b - a).length_squared().max(1e-12)).clamp(0.0, 1.0);
                let share = (half_px + 0.5 - a.lerp(b, along).distance(at)).clamp(0.0, 1.0);
                for channel in &mut light[y * width + x] {
                    // Pieces overlap at their ends: the brighter one counts.
                    *channel = channel.max(*channel + (LINE_LIGHT - *channel) * share);
                }
            }
        }
    }
}

/// The picture of linear light as a photo.
fn photo(size_px: [u32; 2], light: &[[f64; 3]]) -> Photo {
    let colour = PhotoColour::srgb("sRGB", 8);
    let code = |light: f64| {
        let light = light.clamp(0.0, 1.0) as f32;
        colour.decode[0].partition_point(|entry| *entry < light).min(255) as u8
    };
    let codes = light.iter().flat_map(|pixel| pixel.map(code)).collect();
    Photo::from_srgb8(size_px, codes)
}
