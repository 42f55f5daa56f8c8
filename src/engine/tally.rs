//! What a design comes to: dots, skin, and how dense it is where a person points.

use super::{Engine, EngineError};
use crate::design::{Document, Knob};
use crate::head::{Head, HeadView};
use crate::passes::shared::FillRow;
use crate::passes::slots::BufferSlot;
use crate::plan::sites::scalp::ScalpSites;
use glam::DVec3;
use std::collections::BTreeMap;

/// Radius of the skin over which a density is told, mm: 1 cm².
const ROUND_MM: f64 = 5.64;
/// Less skin than this tells no density, cm².
const LEAST_CM2: f64 = 0.1;
/// Cells along a face of the cube that sorts directions: about 2.5 mm on the head.
const FACE_CELLS: f64 = 64.0;

/// Counts of a document on its head, whatever the view.
#[derive(Clone, Debug, PartialEq)]
pub struct DotTally {
    /// Dots of the plan, seen or not.
    pub dots: usize,
    /// Skin of the fitted head where dots are wanted, cm².
    pub area_cm2: f64,
    /// Counts of each fill, in the order of the design.
    pub fills: Vec<FillTally>,
    head: Head,
    cells: Vec<TallyCell>,
}

/// Counts of one fill.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct FillTally {
    /// The dots that it owns, seen or not.
    pub dots: usize,
    /// Skin that so many dots fill at the fill's density, cm²: soft borders count as much as they are filled.
    pub area_cm2: f64,
}

/// The sites of a small solid angle.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct TallyCell {
    /// Sum of their directions, then their mean.
    direction: DVec3,
    area_cm2: f64,
    dots: u32,
}

impl DotTally {
    /// Counts; `wanted` is what the density pass leaves at each site, `rows` its fill table.
    fn new(document: &Document, scalp: &ScalpSites, rows: &[FillRow], wanted: &[u32]) -> Self {
        let mut fills = vec![FillTally::default(); document.design.fills.len()];
        let mut cells: BTreeMap<[i32; 3], TallyCell> = BTreeMap::new();
        let (mut dots, mut area_cm2) = (0, 0.0);
        for (index, word) in wanted.iter().enumerate() {
            let (density, owner) = (word & 0xff_ffff, word >> 24);
            let dot = owner != 0 && scalp.onsets[index] < density;
            let site_cm2 = f64::from(scalp.areas_cm2[index]);
            dots += usize::from(dot);
            area_cm2 += if density > 0 { site_cm2 } else { 0.0 };
            let owner = rows.get((owner as usize).wrapping_sub(1)).filter(|_| dot);
            if let Some(tally) = owner.and_then(|row| fills.get_mut(row.index as usize)) {
                tally.dots += 1;
            }
            let direction = scalp.directions[index];
            let cell = cells.entry(cube_cell(direction)).or_default();
            cell.direction += direction;
            cell.area_cm2 += site_cm2;
            cell.dots += u32::from(dot);
        }
        for (tally, fill) in fills.iter_mut().zip(&document.design.fills) {
            tally.area_cm2 = tally.dots as f64 / document.design.of_fill(fill, Knob::Density).max(1.0);
        }
        let mean = |cell: TallyCell| TallyCell {
            direction: cell.direction.normalize_or_zero(),
            ..cell
        };
        DotTally {
            dots,
            area_cm2,
            fills,
            head: document.head.clone(),
            cells: cells.into_values().map(mean).collect(),
        }
    }

    /// Dots per cm² of skin over about 1 cm² round a template direction; `None` where there are no sites.
    pub fn density_at(&self, direction: DVec3) -> Option<f64> {
        let direction = direction.try_normalize()?;
        let angle = ROUND_MM / self.head.radius_mm(direction).max(ROUND_MM);
        let least = angle.cos();
        let near = self
            .cells
            .iter()
            .filter(|cell| cell.direction.dot(direction) > least);
        let (dots, area_cm2) = near.fold((0, 0.0), |(dots, area), cell| {
            (dots + cell.dots, area + cell.area_cm2)
        });
        (area_cm2 > LEAST_CM2).then(|| f64::from(dots) / area_cm2)
    }
}

/// Cell of a direction on the faces of a cube.
fn cube_cell(direction: DVec3) -> [i32; 3] {
    let on_cube = direction / direction.abs().max_element().max(1e-9);
    let cell = |c: f64| (c * 0.5 * FACE_CELLS).floor().min(0.5 * FACE_CELLS - 1.0) as i32;
    match on_cube.abs().max_element() {
        most if on_cube.x.abs() == most => [on_cube.x.signum() as i32, cell(on_cube.y), cell(on_cube.z)],
        most if on_cube.y.abs() == most => [2 * on_cube.y.signum() as i32, cell(on_cube.x), cell(on_cube.z)],
        _ => [3 * on_cube.z.signum() as i32, cell(on_cube.x), cell(on_cube.y)],
    }
}

impl Engine {
    /// What a document comes to; the dots are those of [`Engine::dots`].
    ///
    /// ```no_run
    /// # use shadowline::{design::Document, engine::*, head::HeadView};
    /// # async fn tally(engine: &mut Engine, document: &Document, view: &HeadView) -> Result<(), EngineError> {
    /// let tally = engine.tally(document, view).await?;
    /// println!("{} dots on {:.0} cm²", tally.dots, tally.area_cm2);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// As [`Engine::dots`].
    pub async fn tally(&mut self, document: &Document, view: &HeadView) -> Result<DotTally, EngineError> {
        self.prepare(document, view)?;
        let count = self.scene.site_count() as usize;
        let buffer = self.buffers.get(&self.gpu, BufferSlot::Wanted, 4 * count as u64);
        let wanted: Vec<u32> = self.gpu.read_back(&buffer, count).await?;
        let scalp = self.scene.scalp().ok_or(EngineError::NoSites {
            seed: document.design.seed,
        })?;
        Ok(DotTally::new(document, scalp, self.scene.fills(), &wanted))
    }
}
