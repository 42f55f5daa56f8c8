//! Which place of a mesh each sample of a picture shows.

use super::mannequin::{MannequinCorner, MannequinMesh, NECK_CUT_MM};
use crate::head::Camera;
use glam::{DVec2, DVec3};

/// The nearest facet under a sample, and where on it.
#[derive(Clone, Copy)]
pub(super) struct FacetSample {
    depth_mm: f32,
    facet: u32,
    share: [f32; 2],
}

/// A sample that shows nothing.
const NOTHING: FacetSample = FacetSample {
    depth_mm: f32::INFINITY,
    facet: u32::MAX,
    share: [0.0; 2],
};

/// A corner as a camera sees it.
#[derive(Clone, Copy)]
struct PlacedCorner {
    at: DVec2,
    depth_mm: f64,
    height_mm: f64,
}

/// The samples of a picture: `per_px` × `per_px` of them a pixel.
pub(super) struct FacetRaster {
    /// Samples across and down.
    pub(super) size: [usize; 2],
    samples: Vec<FacetSample>,
}

impl FacetRaster {
    /// Draws a mesh as a camera sees it.
    pub(super) fn of(mesh: &MannequinMesh, camera: &Camera, per_px: usize) -> Self {
        let size = [camera.width_px, camera.height_px].map(|px| px as usize * per_px);
        let mut raster = FacetRaster {
            size,
            samples: vec![NOTHING; size[0] * size[1]],
        };
        let placed: Vec<Option<PlacedCorner>> = mesh
            .corners
            .iter()
            .map(|corner| {
                let px = camera.photo_from_head(corner.point_mm)?;
                Some(PlacedCorner {
                    at: px * per_px as f64 - 0.5,
                    depth_mm: camera.camera_from_head(corner.point_mm).z,
                    height_mm: corner.point_mm.y,
                })
            })
            .collect();
        for (number, facet) in mesh.facets.iter().enumerate() {
            if let [Some(a), Some(b), Some(c)] = facet.map(|corner| placed[corner as usize]) {
                raster.draw(number as u32, [a, b, c]);
            }
        }
        raster
    }

    fn draw(&mut self, facet: u32, corners: [PlacedCorner; 3]) {
        let [a, b, c] = corners.map(|corner| corner.at);
        let area = (b - a).perp_dot(c - a);
        if area.abs() < 1e-12 {
            return;
        }
        let limit = DVec2::new(self.size[0] as f64 - 1.0, self.size[1] as f64 - 1.0);
        let low = a.min(b).min(c).ceil().max(DVec2::ZERO);
        let high = a.max(b).max(c).floor().min(limit);
        let columns = |x: f64| x.max(0.0) as usize;
        for y in columns(low.y)..columns(high.y + 1.0) {
            for x in columns(low.x)..columns(high.x + 1.0) {
                let p = DVec2::new(x as f64, y as f64);
                let u = (c - b).perp_dot(p - b) / area;
                let v = (a - c).perp_dot(p - c) / area;
                let w = 1.0 - u - v;
                if u.min(v).min(w) < -1e-9 {
                    continue;
                }
                let mix = |of: fn(&PlacedCorner) -> f64| {
                    u * of(&corners[0]) + v * of(&corners[1]) + w * of(&corners[2])
                };
                if mix(|corner| corner.height_mm) < NECK_CUT_MM {
                    continue;
                }
                let depth_mm = mix(|corner| corner.depth_mm) as f32;
                let sample = &mut self.samples[y * self.size[0] + x];
                if depth_mm < sample.depth_mm {
                    *sample = FacetSample {
                        depth_mm,
                        facet,
                        share: [u as f32, v as f32],
                    };
                }
            }
        }
    }

    /// The place of the mesh that a sample shows; none beside it.
    pub(super) fn place(&self, mesh: &MannequinMesh, column: usize, row: usize) -> Option<MannequinCorner> {
        let sample = self.samples[row * self.size[0] + column];
        let facet = mesh.facets.get(sample.facet as usize)?;
        let [a, b, c] = facet.map(|corner| &mesh.corners[corner as usize]);
        let [u, v] = sample.share.map(f64::from);
        let mix = |of: fn(&MannequinCorner) -> DVec3| of(a) * u + of(b) * v + of(c) * (1.0 - u - v);
        Some(MannequinCorner {
            part: a.part,
            point_mm: mix(|corner| corner.point_mm),
            normal: mix(|corner| corner.normal).normalize_or_zero(),
            direction: mix(|corner| corner.direction).normalize_or_zero(),
        })
    }
}
