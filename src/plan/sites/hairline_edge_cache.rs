//! Edge weights that are kept from one outline to the next: only what a change of the line can reach is done again.

use super::hairline_edge::{EdgeField, EdgeFinish, EdgeWord, LineSpan, spans};
use super::scalp::ScalpSites;
use super::site_cells::{SiteCell, from_piece};
use crate::design::HairlineOutline;
use crate::parallel;
use glam::DVec3;

/// Nearer to the line than this, neighbours can lie on both sides of it, mm: the chart's straight pieces and the head's
/// differ by a hundredth of it.
const CHORD_MM: f64 = 0.1;

/// Edge weights of the sites of one scalp, equal to [`super::hairline_edge::edge_weights`].
#[derive(Clone, Debug)]
pub struct HairlineEdgeCache {
    /// One weight word a site.
    pub weights: Vec<u32>,
    line: Option<WeightedLine>,
    finish: EdgeFinish,
}

/// The line that the weights were made from.
#[derive(Clone, Debug)]
struct WeightedLine {
    outline: HairlineOutline,
    /// Whether the first site of each cell lies inside.
    inside: Vec<bool>,
}

impl HairlineEdgeCache {
    /// The weights from nothing; `cells` are those of the scalp.
    pub fn new(
        outline: Option<&HairlineOutline>,
        finish: &EdgeFinish,
        scalp: &ScalpSites,
        cells: &[SiteCell],
    ) -> Self {
        let mut edges = HairlineEdgeCache {
            weights: vec![EdgeWord::INSIDE; scalp.directions.len()],
            line: None,
            finish: finish.clone(),
        };
        edges.redo(outline, finish, scalp, cells);
        edges
    }

    /// Brings the weights up to date for another outline or finish on the same scalp; says whether there was anything to
    /// do.
    pub fn update(
        &mut self,
        outline: Option<&HairlineOutline>,
        finish: &EdgeFinish,
        scalp: &ScalpSites,
        cells: &[SiteCell],
    ) -> bool {
        let same_line = self.line.as_ref().map(|line| &line.outline) == outline;
        if same_line && self.finish == *finish {
            return false;
        }
        self.redo(outline, finish, scalp, cells);
        true
    }

    fn redo(
        &mut self,
        outline: Option<&HairlineOutline>,
        finish: &EdgeFinish,
        scalp: &ScalpSites,
        cells: &[SiteCell],
    ) {
        let same_finish = self.finish == *finish;
        self.finish = finish.clone();
        let before = self.line.take();
        let Some(outline) = outline else {
            self.weights.fill(EdgeWord::INSIDE);
            return;
        };
        let reach_mm = finish.reach_mm(outline);
        let field = EdgeField::new(outline, reach_mm);
        let changed = before
            .as_ref()
            .filter(|_| same_finish)
            .and_then(|before| ChangedParts::between(&before.outline, outline));
        let of_cell = |number: usize| {
            let cell = &cells[number];
            let first = field.contains(scalp.directions[cell.sites[0] as usize]);
            let kept = before
                .as_ref()
                .zip(changed.as_ref())
                .is_some_and(|(before, changed)| {
                    before.inside[number] == first && !changed.meets(cell, reach_mm)
                });
            let weights = match kept {
                true => Vec::new(),
                false => cell_weights(finish, cell, first, &field, scalp),
            };
            (first, weights)
        };
        let mut inside = Vec::with_capacity(cells.len());
        for (cell, (first, weights)) in cells.iter().zip(parallel::collect(cells.len(), of_cell)) {
            inside.push(first);
            for (&site, weight) in cell.sites.iter().zip(weights) {
                self.weights[site as usize] = weight;
            }
        }
        self.line = Some(WeightedLine {
            outline: outline.clone(),
            inside,
        });
    }
}

/// Weights of a cell's sites, of which the first lies inside or outside.
fn cell_weights(
    finish: &EdgeFinish,
    cell: &SiteCell,
    inside: bool,
    field: &EdgeField<'_>,
    scalp: &ScalpSites,
) -> Vec<u32> {
    let (pieces, nearest_mm) = field.pieces_for(cell);
    if pieces.is_empty() {
        let whole = if inside { EdgeWord::INSIDE } else { 0 };
        return vec![whole; cell.sites.len()];
    }
    let one_side = nearest_mm > cell.radius_mm + CHORD_MM;
    let weight = |&site: &u32| {
        let index = site as usize;
        let inside = match one_side {
            true => inside,
            false => field.contains(scalp.directions[index]),
        };
        let place = field.among(pieces.iter().copied(), scalp.points_mm[index], inside);
        finish.weights(scalp.anchors_mm[index], &place)
    };
    cell.sites.iter().map(weight).collect()
}

/// The parts of the line that differ between two outlines, as they were and as they are.
struct ChangedParts {
    spans: Vec<ChangedSpan>,
}

/// A ball and the curve points inside it.
struct ChangedSpan {
    centre_mm: DVec3,
    radius_mm: f64,
    points_mm: Vec<DVec3>,
}

impl ChangedParts {
    /// `None` where more than the course of the line differs.
    fn between(before: &HairlineOutline, after: &HairlineOutline) -> Option<Self> {
        let finish = |outline: &HairlineOutline| -> Vec<[f64; 2]> {
            let each = outline.control.iter();
            each.map(|point| [point.width_mm, point.rough]).collect()
        };
        let (old, new) = (spans(before), spans(after));
        if finish(before) != finish(after) || old.len() != new.len() {
            return None;
        }
        let part = |outline: &HairlineOutline, span: &LineSpan| {
            let curve = &outline.curve;
            ChangedSpan {
                centre_mm: span.centre_mm,
                radius_mm: span.radius_mm,
                points_mm: (span.pieces.start..=span.pieces.end)
                    .map(|piece| curve[piece % curve.len()].point_mm)
                    .collect(),
            }
        };
        let mut changed = Vec::new();
        for (old, new) in old.iter().zip(&new) {
            let (old, new) = (part(before, old), part(after, new));
            if old.points_mm != new.points_mm {
                changed.extend([old, new]);
            }
        }
        Some(ChangedParts { spans: changed })
    }

    /// Whether a changed part comes within `reach_mm` of a cell.
    fn meets(&self, cell: &SiteCell, reach_mm: f64) -> bool {
        let limit_mm = reach_mm + cell.radius_mm;
        self.spans.iter().any(|span| {
            span.centre_mm.distance(cell.centre_mm) <= limit_mm + span.radius_mm
                && span
                    .points_mm
                    .windows(2)
                    .any(|pair| from_piece(pair[0], pair[1], cell.centre_mm).0 <= limit_mm * limit_mm)
        })
    }
}
