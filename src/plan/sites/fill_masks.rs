//! How far each site lies inside the shapes of a fill: weights, a pure function of shapes, head and sites.

use super::hairline_edge::chart;
use super::scalp::ScalpSites;
use super::site_cells::{SiteCell, from_piece};
use crate::design::stencil::LaidStencil;
use crate::design::{Design, FillShape};
use crate::head::Head;
use crate::plan::{WEIGHT_ONE, smooth, weight_units};
use glam::{DVec2, DVec3};

/// Nearer to a border than this, neighbours can lie on both sides of it, mm: the chart's straight pieces and the head's differ
/// by less.
const CHORD_MM: f64 = 0.1;

/// The masks of all fills that have shapes, kept from one list of fills to the next.
#[derive(Clone, Debug, Default)]
pub struct FillMasks {
    kept: Vec<(Vec<FillShape>, Vec<u16>)>,
}

impl FillMasks {
    /// Brings the masks up to date for a design on the same scalp, in the order in which the fills act; says whether there was
    /// anything to do. Shapes that were there are not measured again.
    pub fn update(&mut self, design: &Design, head: &Head, scalp: &ScalpSites, cells: &[SiteCell]) -> bool {
        let wanted: Vec<&Vec<FillShape>> = masked(design).collect();
        if self
            .kept
            .iter()
            .map(|(shapes, _)| shapes)
            .eq(wanted.iter().copied())
        {
            return false;
        }
        let mut before = std::mem::take(&mut self.kept);
        for shapes in wanted {
            let known = before.iter().position(|(known, _)| known == shapes);
            self.kept.push(match known {
                Some(index) => before.swap_remove(index),
                None => (shapes.clone(), mask(shapes, head, scalp, cells)),
            });
        }
        true
    }

    /// The masks as the density pass reads them: one after the other, two sites a word, the first in the low half.
    pub fn words(&self) -> Vec<u32> {
        let pairs = |weights: &Vec<u16>| -> Vec<u32> {
            let word =
                |pair: &[u16]| u32::from(pair[0]) | pair.get(1).map_or(0, |second| u32::from(*second) << 16);
            weights.chunks(2).map(word).collect()
        };
        self.kept.iter().flat_map(|(_, weights)| pairs(weights)).collect()
    }

    /// How far a site lies inside any of these lists of shapes, 0 to 1.
    pub fn inside(&self, lists: &[Vec<FillShape>]) -> impl Fn(usize) -> f64 {
        let known = self.kept.iter().filter(|(shapes, _)| lists.contains(shapes));
        let weights: Vec<&Vec<u16>> = known.map(|(_, weights)| weights).collect();
        move |site| {
            let most = weights.iter().map(|weights| weights[site]).max();
            f64::from(most.unwrap_or_default()) / WEIGHT_ONE
        }
    }

    /// Weight of a mask at a site, in 1/4096; `mask` is the number in the fill table, 0 where a fill has no shapes.
    pub fn at(&self, mask: u32, site: usize) -> u32 {
        let kept = (mask as usize)
            .checked_sub(1)
            .and_then(|mask| self.kept.get(mask));
        kept.map_or(WEIGHT_ONE as u32, |(_, weights)| u32::from(weights[site]))
    }
}

/// The shapes of the fills that are toned to what lies around them.
pub fn toned_shapes(design: &Design) -> Vec<Vec<FillShape>> {
    let toned = design.acting_fills().filter(|(_, fill)| fill.is_toned());
    toned
        .map(|(_, fill)| fill.shapes.clone())
        .filter(|shapes| !shapes.is_empty())
        .collect()
}

/// The shapes of those fills that have any, in the order in which the fills act.
fn masked(design: &Design) -> impl Iterator<Item = &Vec<FillShape>> {
    let shapes = design.acting_fills().map(|(_, fill)| &fill.shapes);
    shapes.filter(|shapes| !shapes.is_empty())
}

/// Weights of the sites in shapes together, in 1/4096.
fn mask(shapes: &[FillShape], head: &Head, scalp: &ScalpSites, cells: &[SiteCell]) -> Vec<u16> {
    let mut weights = vec![0; scalp.directions.len()];
    for shape in shapes {
        match shape {
            FillShape::Stencil {
                centre,
                width_mm,
                turn_deg,
                image,
            } => {
                let laid = LaidStencil::new(head, &image.0, *centre, *width_mm, *turn_deg);
                lay_stencil(&laid, head, scalp, cells, &mut weights);
            }
            FillShape::Area { .. } | FillShape::Ellipse { .. } | FillShape::Line { .. } => {
                ShapeBorder::new(shape, head).lay(scalp, cells, &mut weights);
            }
        }
    }
    weights
}

/// Raises the weights to how dark a stencil is at each site.
fn lay_stencil(
    laid: &LaidStencil<'_>,
    head: &Head,
    scalp: &ScalpSites,
    cells: &[SiteCell],
    weights: &mut [u16],
) {
    let middle_mm = head.point_mm(laid.centre());
    // No way over the head is shorter than the straight one.
    let is_near = |cell: &&SiteCell| cell.centre_mm.distance(middle_mm) < laid.reach_mm() + cell.radius_mm;
    for &site in cells.iter().filter(is_near).flat_map(|cell| &cell.sites) {
        let index = site as usize;
        let weight = weight_units(laid.at(scalp.directions[index])) as u16;
        weights[index] = weights[index].max(weight);
    }
}

/// A shape made ready for many questions; a stencil stands for its frame.
pub struct ShapeBorder {
    /// The border or the path in straight pieces.
    pieces: Vec<(DVec3, DVec3)>,
    /// The border on the chart; empty for a line.
    chart: Vec<DVec2>,
    /// Half the width of a line.
    half_mm: f64,
    soft_mm: f64,
}

impl ShapeBorder {
    /// A shape on a head.
    pub fn new(shape: &FillShape, head: &Head) -> Self {
        let drawn = shape.drawn(head);
        let points: Vec<DVec3> = drawn.iter().map(|direction| head.point_mm(*direction)).collect();
        let mut pieces: Vec<(DVec3, DVec3)> = points.windows(2).map(|pair| (pair[0], pair[1])).collect();
        let (closed, half_mm) = match shape {
            FillShape::Area { .. } | FillShape::Ellipse { .. } | FillShape::Stencil { .. } => (true, 0.0),
            FillShape::Line { width_mm, .. } => (false, 0.5 * width_mm),
        };
        let chart = match closed {
            true => drawn.iter().map(|direction| chart(*direction)).collect(),
            false => Vec::new(),
        };
        if let (true, Some(first), Some(last)) = (closed, points.first(), points.last()) {
            pieces.push((*last, *first));
        }
        ShapeBorder {
            pieces,
            chart,
            half_mm,
            soft_mm: shape.soft_mm(),
        }
    }

    /// Raises the weights to those of this shape.
    fn lay(&self, scalp: &ScalpSites, cells: &[SiteCell], weights: &mut [u16]) {
        let reach_mm = self.half_mm + 0.5 * self.soft_mm;
        for cell in cells {
            let (near, nearest_mm) = self.pieces_near(cell, reach_mm);
            let inside = self.encloses(scalp.directions[cell.sites[0] as usize]);
            let one_side = nearest_mm > cell.radius_mm + CHORD_MM;
            if near.is_empty() && !inside {
                continue;
            }
            for &site in &cell.sites {
                let index = site as usize;
                let inside = if one_side {
                    inside
                } else {
                    self.encloses(scalp.directions[index])
                };
                let squares = near
                    .iter()
                    .map(|(a, b)| from_piece(*a, *b, scalp.points_mm[index]).0);
                let distance_mm = squares.fold(f64::INFINITY, f64::min).sqrt();
                let weight = self.weight(self.inside_mm(distance_mm, inside));
                weights[index] = weights[index].max(weight);
            }
        }
    }

    /// Weight at one place of the head, in 1/4096.
    pub fn at(&self, direction: DVec3, point_mm: DVec3) -> u16 {
        let squares = self.pieces.iter().map(|(a, b)| from_piece(*a, *b, point_mm).0);
        let distance_mm = squares.fold(f64::INFINITY, f64::min).sqrt();
        self.weight(self.inside_mm(distance_mm, self.encloses(direction)))
    }

    /// How far inside, mm, so far from the border or path.
    fn inside_mm(&self, distance_mm: f64, inside: bool) -> f64 {
        self.half_mm + if inside { distance_mm } else { -distance_mm }
    }

    /// The pieces that can be the nearest of a site of a cell, where any comes within reach of it; and the distance of the
    /// border from the cell's centre, mm.
    fn pieces_near(&self, cell: &SiteCell, reach_mm: f64) -> (Vec<(DVec3, DVec3)>, f64) {
        let distance_mm = |(a, b): &(DVec3, DVec3)| from_piece(*a, *b, cell.centre_mm).0.sqrt();
        let nearest_mm = self.pieces.iter().map(distance_mm).fold(f64::INFINITY, f64::min);
        if nearest_mm > reach_mm + cell.radius_mm {
            return (Vec::new(), nearest_mm);
        }
        let limit_mm = nearest_mm + 2.0 * cell.radius_mm;
        let near = self.pieces.iter().filter(|piece| distance_mm(piece) <= limit_mm);
        (near.copied().collect(), nearest_mm)
    }

    /// Whether a direction lies inside the border, by the even-odd rule.
    fn encloses(&self, direction: DVec3) -> bool {
        let at = chart(direction);
        let next = self.chart.iter().cycle().skip(1);
        let crosses = |(a, b): &(&DVec2, &DVec2)| {
            (a.y > at.y) != (b.y > at.y) && at.x < a.x + (at.y - a.y) / (b.y - a.y) * (b.x - a.x)
        };
        self.chart.iter().zip(next).filter(crosses).count() % 2 == 1
    }

    /// Weight so far inside the border, half of it on the border, in 1/4096.
    fn weight(&self, inside_mm: f64) -> u16 {
        let share = match self.soft_mm > 0.0 {
            true => smooth(0.5 + inside_mm / self.soft_mm),
            false => f64::from(u8::from(inside_mm >= 0.0)),
        };
        weight_units(share) as u16
    }
}
