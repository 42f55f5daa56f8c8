//! How a photo was taken: sharpness, grain, the skin's colour and the light, measured once.

use super::grain::grain;
use super::light_direction::light_direction;
use super::sharpening::sharpening_gain;
use super::sharpness::sharpness;
use super::skin_colour::{even_rgb, ita_deg, likely_deg, ratios, skin_cells};
use crate::head::capture::melanosomes;
use crate::head::{CaptureFacts, Head, HeadView};
use crate::photo::Photo;
use crate::vision::head_surface::{SeenSurface, SurfacePlace, ViewMesh};
use crate::vision::linear_plate::{CellGrid, LinearLight, linear_plate, luminance};
use crate::vision::median::median;
use glam::{DVec2, DVec3, Vec3};

/// Cells along the longer side of the drawn head.
const CELLS: f64 = 200.0;
/// Skin of a photo that shows none (assumption: the middle of skins, linear light).
const USUAL_SKIN: [f64; 3] = [0.47, 0.30, 0.22];
/// Spread of the typology angle where no skin was seen, degrees (assumption).
const BLIND_ITA_DEG: f64 = 40.0;

/// Skin that tells the light: above the brows, head frame, mm; turned to the camera; as alike in colour (logarithms of
/// ratios) as shade leaves it; no darker than this share of the face.
const LOWEST_MM: f64 = 31.0;
const LEAST_FACING: f64 = 0.25;
const ALIKE: f32 = 0.25;
const DARK: f32 = 0.15;

/// Measures a photo whose head is fitted.
pub fn capture(photo: &Photo, head: &Head, view: &HeadView) -> CaptureFacts {
    let light = LinearLight::of(photo);
    let size = DVec2::new(f64::from(photo.width_px), f64::from(photo.height_px));
    let ahead = (view.camera.position_mm() - Head::CENTRE_MM).normalize_or(DVec3::Z);
    let seen = ViewMesh::of(head, view).and_then(|mesh| {
        let (low, high) = (mesh.low_px.max(DVec2::ZERO), mesh.high_px.min(size));
        let span = (high - low).max_element();
        (high.cmpgt(low + 2.0).all()).then(|| mesh.drawn(CellGrid::over(low, high, (span / CELLS).max(1.0))))
    });
    let mut sharpness = sharpness(photo, &light, seen.as_ref());
    // Edges outlast a compression that faint marks don't.
    let compression_px = photo.facts.compression_px;
    sharpness
        .sigma_px
        .iter_mut()
        .for_each(|sigma_px| *sigma_px = sigma_px.max(compression_px));
    let mut found = CaptureFacts {
        sharpness,
        grain: 0.0,
        grain_sigma_px: 0.0,
        skin_rgb: USUAL_SKIN,
        ita_deg: [ita_deg(USUAL_SKIN)[0], BLIND_ITA_DEG],
        melanosomes: 0.0,
        light_from: ahead.to_array(),
        light_share: 0.0,
        crisp: sharpening_gain(&light, head, view).unwrap_or(1.0),
    };
    let mut places = Vec::new();
    let mut side_px = 1.0;
    if let Some(surface) = &seen {
        let plate = linear_plate(&light, &surface.grid);
        let cells = skin_cells(surface, &plate);
        if let Some(rgb) = even_rgb(&plate, &cells) {
            learn_skin(&mut found, rgb);
        }
        (found.light_from, found.light_share) = light_direction(&lit(surface, &plate, &cells), ahead);
        places = cells.iter().map(|cell| surface.grid.middle_px(*cell)).collect();
        side_px = surface.grid.cell_px;
    }
    [found.grain, found.grain_sigma_px] = grain(&light, &places, side_px);
    found.melanosomes = melanosomes(likely_deg(found.ita_deg));
    found
}

/// Takes bare skin in even light (linear) for the client's.
pub fn learn_skin(capture: &mut CaptureFacts, skin_rgb: Vec3) {
    capture.skin_rgb = skin_rgb.to_array().map(|c| f64::from(c).clamp(0.0, 1.0));
    capture.ita_deg = ita_deg(capture.skin_rgb);
    // Warm light looks like melanin, under which ink turns blue: what isn't known for sure isn't drawn as if it were.
    capture.melanosomes = melanosomes(likely_deg(capture.ita_deg));
}

/// Normals and luminances of forehead and bare scalp: where the template is the client's shape, in the skin's colour.
fn lit(surface: &SeenSurface, plate: &[Vec3], skin: &[usize]) -> Vec<(DVec3, f64)> {
    let middle = |k: usize| {
        let mut values: Vec<f32> = skin.iter().map(|cell| ratios(plate[*cell])[k]).collect();
        median(&mut values)
    };
    let usual = [middle(0), middle(1)];
    let mut lights: Vec<f32> = skin.iter().map(|cell| luminance(plate[*cell])).collect();
    let dark = DARK * median(&mut lights);
    let of = |(rgb, spot): (&Vec3, &Option<SurfacePlace>)| {
        let spot = (*spot)?;
        let own = ratios(*rgb);
        let alike = (0..2).all(|k| (own[k] - usual[k]).abs() < ALIKE);
        let light = luminance(*rgb);
        let tells = alike && light > dark && spot.point_mm.y > LOWEST_MM && spot.facing > LEAST_FACING;
        tells.then(|| (spot.normal, f64::from(light)))
    };
    plate.iter().zip(&surface.spots).filter_map(of).collect()
}
