//! The fitted head drawn on a grid over the photo: which place of the head each cell shows.

use super::linear_plate::CellGrid;
use crate::head::{Head, HeadView};
use glam::{DVec2, DVec3};

/// Rings and spokes of the drawn mesh: facets of about 6 mm.
const RINGS: usize = 48;
const SPOKES: usize = 96;

/// A place of the head, in a cell.
#[derive(Clone, Copy, Debug)]
pub(super) struct SurfacePlace {
    /// Template direction.
    pub(super) direction: DVec3,
    /// Place, head frame, mm.
    pub(super) point_mm: DVec3,
    /// Outward normal.
    pub(super) normal: DVec3,
    /// Cosine between the normal and the way to the camera.
    pub(super) facing: f64,
}

/// A corner of the mesh.
#[derive(Clone, Copy)]
struct MeshCorner {
    spot: SurfacePlace,
    at_px: DVec2,
    depth_mm: f64,
}

/// The head as the view shows it.
pub(super) struct SeenSurface {
    pub(super) grid: CellGrid,
    /// The near side of the head in each cell; `None` beside it.
    pub(super) spots: Vec<Option<SurfacePlace>>,
}

/// The mesh of a head in a view, and the part of the photo that it covers.
pub(super) struct ViewMesh {
    corners: Vec<Option<MeshCorner>>,
    pub(super) low_px: DVec2,
    pub(super) high_px: DVec2,
}

impl ViewMesh {
    /// `None` where the head doesn't stand before the camera.
    pub(super) fn of(head: &Head, view: &HeadView) -> Option<Self> {
        let eye = view.camera.position_mm();
        let mut corners = Vec::with_capacity((RINGS + 1) * SPOKES);
        let (mut low_px, mut high_px) = (DVec2::INFINITY, DVec2::NEG_INFINITY);
        for ring in 0..=RINGS {
            let polar = std::f64::consts::PI * ring as f64 / RINGS as f64;
            for spoke in 0..SPOKES {
                let turn = std::f64::consts::TAU * spoke as f64 / SPOKES as f64;
                let direction =
                    DVec3::new(polar.sin() * turn.sin(), polar.cos(), polar.sin() * turn.cos()).normalize();
                let on = head.surface_at(direction);
                let to_eye = eye - on.point_mm;
                let corner = view.photo_from_head(on.point_mm).map(|at_px| MeshCorner {
                    spot: SurfacePlace {
                        direction,
                        point_mm: on.point_mm,
                        normal: on.normal,
                        facing: on.normal.dot(to_eye.normalize_or_zero()),
                    },
                    at_px,
                    depth_mm: to_eye.length(),
                });
                if let Some(corner) = &corner {
                    low_px = low_px.min(corner.at_px);
                    high_px = high_px.max(corner.at_px);
                }
                corners.push(corner);
            }
        }
        (low_px.is_finite() && high_px.is_finite()).then_some(ViewMesh {
            corners,
            low_px,
            high_px,
        })
    }

    /// Draws the mesh on a grid, the nearest facet first.
    pub(super) fn drawn(&self, grid: CellGrid) -> SeenSurface {
        let mut nearest = vec![f64::INFINITY; grid.len()];
        let mut spots = vec![None; grid.len()];
        let mut draw = |a: usize, b: usize, c: usize| {
            let (Some(a), Some(b), Some(c)) = (self.corners[a], self.corners[b], self.corners[c]) else {
                return;
            };
            let facing = a.spot.facing.max(b.spot.facing).max(c.spot.facing);
            if facing > 0.0 {
                draw_facet(&grid, [a, b, c], &mut nearest, &mut spots);
            }
        };
        for ring in 0..RINGS {
            for spoke in 0..SPOKES {
                let next = (spoke + 1) % SPOKES;
                let (above, below) = (ring * SPOKES, (ring + 1) * SPOKES);
                draw(above + spoke, below + spoke, below + next);
                draw(above + spoke, below + next, above + next);
            }
        }
        SeenSurface { grid, spots }
    }
}

fn draw_facet(
    grid: &CellGrid,
    corners: [MeshCorner; 3],
    nearest: &mut [f64],
    spots: &mut [Option<SurfacePlace>],
) {
    let [a, b, c] = corners.map(|corner| (corner.at_px - grid.corner_px) / grid.cell_px - 0.5);
    let area = (b - a).perp_dot(c - a);
    if area.abs() < 1e-12 {
        return;
    }
    let size = DVec2::new(grid.width as f64 - 1.0, grid.height as f64 - 1.0);
    let low = a.min(b).min(c).ceil().max(DVec2::ZERO);
    let high = a.max(b).max(c).floor().min(size);
    let (mut y, slack) = (low.y, -1e-9);
    while y <= high.y {
        let mut x = low.x;
        while x <= high.x {
            let p = DVec2::new(x, y);
            let u = (c - b).perp_dot(p - b) / area;
            let v = (a - c).perp_dot(p - c) / area;
            let w = 1.0 - u - v;
            if u >= slack && v >= slack && w >= slack {
                let mix = |of: fn(&MeshCorner) -> DVec3| {
                    of(&corners[0]) * u + of(&corners[1]) * v + of(&corners[2]) * w
                };
                let mixed = |of: fn(&MeshCorner) -> f64| {
                    of(&corners[0]) * u + of(&corners[1]) * v + of(&corners[2]) * w
                };
                let depth = mixed(|corner| corner.depth_mm);
                let index = y as usize * grid.width + x as usize;
                if depth < nearest[index] {
                    nearest[index] = depth;
                    spots[index] = Some(SurfacePlace {
                        direction: mix(|corner| corner.spot.direction).normalize_or_zero(),
                        point_mm: mix(|corner| corner.spot.point_mm),
                        normal: mix(|corner| corner.spot.normal).normalize_or_zero(),
                        facing: mixed(|corner| corner.spot.facing),
                    });
                }
            }
            x += 1.0;
        }
        y += 1.0;
    }
}
