//! What each cell of a head's grid shows by itself: light, colour, unevenness, and which cells surely are bare skin.

use crate::vision::capture::bare_skin::{CellColours, bare_skin_cells, is_skin};
use crate::vision::capture::skin_colour::{CLIPPED, ratios, skin_cells};
use crate::vision::capture::skin_shading::{TERMS, waves};
use crate::vision::guided_filter::{box_mean, weighted};
use crate::vision::head_surface::SeenSurface;
use crate::vision::linear_plate::luminance;
use crate::vision::median::median;
use glam::Vec3;

/// Distance from the person's edge within which background shows through, mm, and the least facing that is judged.
const EDGE_MM: f64 = 2.2;
const LEAST_FACING: f64 = 0.12;
/// What surely is the person.
const PERSON: f32 = 0.85;
/// Windows of unevenness and of colour, mm.
const UNEVEN_MM: f64 = 2.5;
const COLOUR_MM: f64 = 1.2;
/// Cells of skin that teach at least, and how much those without a face must face the camera.
const LEAST_SKIN: usize = 50;
const FACING: f64 = 0.35;
/// Unevenness counts as strands up to this many times that of calmed light: stubble seen hair by hair is coarse from cell to cell
/// alone (at 9 px a millimetre 3 times and more, long hair 1.6 to 2.8; the test photos).
const STRANDS: f32 = 2.0;
/// Least spread of skin's ratios, and the range of its usual unevenness (logarithms).
const LEAST_SPREAD: f32 = 0.06;
const USUAL_UNEVEN: [f32; 2] = [0.03, 0.075];
/// Colour varies by less than this in a photo without colours.
const GREY: f32 = 0.05;

/// What is known of each cell.
pub(in crate::vision) struct CellFacts<'a> {
    pub(in crate::vision) surface: &'a SeenSurface,
    pub(in crate::vision) plate: &'a [Vec3],
    /// Share of the cell that is the person.
    pub(in crate::vision) person: &'a [f32],
    /// Whether a network has seen the person; without, the head's shape stands for it.
    pub(in crate::vision) person_is_seen: bool,
    /// Ears, and the face from the brows down: 1.
    pub(in crate::vision) in_front: &'a [f32],
    pub(in crate::vision) mm_per_cell: f64,
}

/// Logarithms and windows that every round needs.
pub(super) struct HairSigns {
    pub(super) light: Vec<f32>,
    /// Light without its finest grain.
    pub(super) calm: Vec<f32>,
    pub(super) ratios: [Vec<f32>; 2],
    /// Unevenness of strands alone.
    pub(super) strands: Vec<f32>,
    /// Unevenness over the usual, logarithm, and its mean around.
    pub(super) rough: Vec<f32>,
    pub(super) rough_around: Vec<f32>,
    pub(super) core: Vec<f32>,
    pub(super) skin: Vec<usize>,
    pub(super) by_face: bool,
    pub(super) spreads: [f32; 2],
    pub(super) grey: bool,
    /// What may lie under a hat or a scarf.
    pub(super) covered: Vec<bool>,
    pub(super) waves: Vec<[f64; TERMS]>,
}

/// The signs of every cell; `None` where no skin is seen to learn from.
pub(super) fn signs(cells: &CellFacts<'_>) -> Option<HairSigns> {
    let size = [cells.surface.grid.width, cells.surface.grid.height];
    // Core: cells whose whole neighbourhood is the person and faces the camera, so that no background is read as hair.
    let solid: Vec<f32> = cells
        .person
        .iter()
        .zip(&cells.surface.spots)
        .map(|(person, spot)| f32::from(u8::from(*person > PERSON && spot.is_some())))
        .collect();
    let inner = box_mean(&solid, size, cells.radius(EDGE_MM));
    let core: Vec<f32> = inner
        .iter()
        .zip(&cells.surface.spots)
        .map(|(inner, spot)| {
            f32::from(u8::from(
                *inner > 0.999 && spot.is_some_and(|s| s.facing > LEAST_FACING),
            ))
        })
        .collect();
    // Logarithms: shading then adds to the skin's own light, and the spread of a patch is the same in shade and in sun.
    let light: Vec<f32> = cells
        .plate
        .iter()
        .map(|rgb| luminance(*rgb).max(2e-3).ln())
        .collect();
    let calm = weighted(&light, &core, size, cells.radius(COLOUR_MM));
    let [uneven, coarse] = [&light, &calm].map(|light| unevenness(cells, light, &core));
    let strands = uneven.iter().zip(&coarse);
    let strands = strands.map(|(all, coarse)| all.min(STRANDS * coarse)).collect();
    let raw: Vec<[f32; 2]> = cells.plate.iter().map(|rgb| ratios(*rgb)).collect();
    let ratios = [0, 1].map(|k| {
        let own: Vec<f32> = raw.iter().map(|pair| pair[k].clamp(-1.5, 2.0)).collect();
        weighted(&own, &core, size, cells.radius(COLOUR_MM))
    });
    let (skin, by_face) = bare_skin(cells, &core, &ratios[0], &uneven)?;
    // How uneven this face's skin is in this photo: pores and grain differ. A little under the middle, because brows, stubble and
    // the line of the hair make some of the cells rough.
    let mut usual: Vec<f32> = skin.iter().map(|cell| uneven[*cell]).collect();
    usual.sort_by(f32::total_cmp);
    let usual = usual[usual.len() * 35 / 100].clamp(USUAL_UNEVEN[0], USUAL_UNEVEN[1]);
    let rough: Vec<f32> = uneven
        .iter()
        .map(|value| (value.max(1e-3) / usual).ln())
        .collect();
    let of = |k: usize| skin.iter().map(|cell| raw[*cell][k]).collect::<Vec<f32>>();
    let middles = [median(&mut of(0)), median(&mut of(1))];
    let spreads = [0, 1].map(|k| {
        let mut away: Vec<f32> = of(k).iter().map(|value| (value - middles[k]).abs()).collect();
        // 1.48 times the median distance is the standard deviation of a normal distribution, and spots don't widen it.
        (1.48 * median(&mut away)).max(LEAST_SPREAD)
    });
    let waves = cells
        .surface
        .spots
        .iter()
        .map(|spot| spot.map_or([0.0; TERMS], |spot| waves(spot.normal)));
    Some(HairSigns {
        calm,
        rough_around: weighted(&rough, &core, size, cells.radius(2.0)),
        waves: waves.collect(),
        grey: libm::hypotf(middles[0], middles[1]) < GREY,
        light,
        ratios,
        strands,
        rough,
        core,
        skin,
        by_face,
        spreads,
        covered: vec![false; cells.plate.len()],
    })
}

/// Spread of light over a window round each cell.
fn unevenness(cells: &CellFacts<'_>, light: &[f32], core: &[f32]) -> Vec<f32> {
    let size = [cells.surface.grid.width, cells.surface.grid.height];
    let radius = cells.radius(UNEVEN_MM);
    let low = weighted(light, core, size, radius);
    let high: Vec<f32> = light
        .iter()
        .zip(&low)
        .map(|(own, low)| (own - low).powi(2))
        .collect();
    let squares = weighted(&high, core, size, radius);
    squares.iter().map(|square| square.max(0.0).sqrt()).collect()
}

/// Cells that teach what skin is, and whether they are the face's; `None` where there are none.
fn bare_skin(
    cells: &CellFacts<'_>,
    core: &[f32],
    red_over_green: &[f32],
    uneven: &[f32],
) -> Option<(Vec<usize>, bool)> {
    let face = skin_cells(cells.surface, cells.plate);
    if face.len() >= LEAST_SKIN {
        // The head's shape alone may lie over anything.
        return (cells.person_is_seen || is_skin(cells.plate, &face)).then_some((face, true));
    }
    let may_be = |cell: &usize| {
        let rgb = cells.plate[*cell];
        let faces = cells.surface.spots[*cell].is_some_and(|spot| spot.facing > FACING);
        faces
            && core[*cell] > 0.0
            && cells.in_front[*cell] < 0.5
            && rgb.max_element() < CLIPPED
            && rgb.min_element() > 1e-3
    };
    let colours = CellColours {
        plate: cells.plate,
        red_over_green,
        uneven,
    };
    let all: Vec<usize> = (0..core.len()).filter(may_be).collect();
    let skin = bare_skin_cells(&colours, &all);
    (skin.len() >= LEAST_SKIN).then_some((skin, false))
}

impl CellFacts<'_> {
    /// Half a window in cells.
    pub(in crate::vision) fn radius(&self, mm: f64) -> usize {
        (mm / self.mm_per_cell).round().max(1.0) as usize
    }
}
