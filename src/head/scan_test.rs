//! The template against a real head: the scan in the shared photos (it is no base of the template).

use super::shape_fit::{FitFreedom, fit_to_points};
use super::{Head, direction_from_centre};
use glam::DVec3;
use std::path::PathBuf;

/// Folder of the shared photos, or None when it is absent; a named but missing one fails the test.
pub(crate) fn photos() -> Option<PathBuf> {
    let named = std::env::var_os("SHADOWLINE_PHOTOS").map(PathBuf::from);
    let set = named.is_some();
    let manifest = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let folder = named.unwrap_or_else(|| manifest.join("../shared/photos"));
    if folder.is_dir() {
        return Some(folder);
    }
    assert!(
        !set,
        "SHADOWLINE_PHOTOS names {}, which is missing",
        folder.display()
    );
    println!("skipped: no folder {}", folder.display());
    None
}

/// A triangle mesh, head frame, mm.
pub(crate) struct ScanMesh {
    pub points: Vec<DVec3>,
    pub triangles: Vec<[usize; 3]>,
}

/// The scan's mesh.
pub(crate) fn scan() -> Option<ScanMesh> {
    let text = std::fs::read_to_string(photos()?.join("scan3d/scan_head_mm.ply")).unwrap();
    let (header, body) = text.split_once("end_header\n").unwrap();
    let count: usize = header
        .lines()
        .find_map(|l| l.strip_prefix("element vertex "))
        .unwrap()
        .trim()
        .parse()
        .unwrap();
    let mut lines = body.lines();
    let points = lines
        .by_ref()
        .take(count)
        .map(|line| {
            let v: Vec<f64> = line.split_whitespace().map(|w| w.parse().unwrap()).collect();
            DVec3::new(v[0], v[1], v[2])
        })
        .collect();
    let mut triangles = Vec::new();
    for line in lines {
        let v: Vec<usize> = line.split_whitespace().map(|w| w.parse().unwrap()).collect();
        for k in 2..v[0] {
            triangles.push([v[1], v[k], v[k + 1]]);
        }
    }
    Some(ScanMesh { points, triangles })
}

/// True on hair-bearing scalp and forehead: above the brows, over and behind the ears, down to the nape line.
pub(crate) fn on_scalp(p: DVec3) -> bool {
    let floor = if p.z > -25.0 {
        28.0
    } else if p.z > -70.0 {
        12.0
    } else if p.z > -118.0 {
        25.0
    } else {
        -60.0
    };
    p.y > floor
}

/// Directions spread evenly over the sphere with the scan's surface point on each, where that is scalp or forehead.
pub(crate) fn scalp_points(mesh: &ScanMesh) -> Vec<DVec3> {
    let mut best: Vec<Option<f64>> = vec![None; 4000];
    let directions: Vec<DVec3> = (0..best.len())
        .map(|i| {
            let y = 1.0 - (2.0 * i as f64 + 1.0) / best.len() as f64;
            let angle = i as f64 * 2.399_963_229_728_653;
            let s = (1.0 - y * y).sqrt();
            DVec3::new(s * angle.sin(), y, s * angle.cos())
        })
        .collect();
    for t in &mesh.triangles {
        let [a, b, c] = t.map(|i| mesh.points[i] - Head::CENTRE_MM);
        let middle = ((a + b + c) / 3.0).normalize();
        let reach = [a, b, c]
            .iter()
            .map(|v| v.normalize().dot(middle))
            .fold(1.0, f64::min)
            - 1e-6;
        for (d, slot) in directions.iter().zip(&mut best) {
            if d.dot(middle) >= reach
                && let Some(r) = ray(*d, a, b, c)
                && slot.is_none_or(|old| r > old)
            {
                *slot = Some(r);
            }
        }
    }
    let points = directions
        .iter()
        .zip(&best)
        .filter_map(|(d, r)| r.map(|r| Head::CENTRE_MM + *d * r));
    points.filter(|p| on_scalp(*p)).collect()
}

fn ray(d: DVec3, a: DVec3, b: DVec3, c: DVec3) -> Option<f64> {
    let (e, f) = (b - a, c - a);
    let det = e.dot(d.cross(f));
    let u = (-a).dot(d.cross(f)) / det;
    let v = d.dot((-a).cross(e)) / det;
    let r = f.dot((-a).cross(e)) / det;
    (u >= -1e-9 && v >= -1e-9 && u + v <= 1.0 + 1e-9 && r > 0.0).then_some(r)
}

/// RMS and 95th percentile of the distance along the normal, mm.
pub(crate) fn misses(head: &Head, points: &[DVec3]) -> (f64, f64) {
    let mut list: Vec<f64> = points.iter().map(|p| miss(head, *p).abs()).collect();
    list.sort_by(f64::total_cmp);
    let rms = (list.iter().map(|m| m * m).sum::<f64>() / list.len() as f64).sqrt();
    (rms, list[list.len() * 95 / 100])
}

fn miss(head: &Head, p: DVec3) -> f64 {
    let d = direction_from_centre(p);
    (p.distance(Head::CENTRE_MM) - head.radius_mm(d)) * head.normal(d).dot(d)
}

#[test]
fn template_meets_the_scan() {
    let Some(mesh) = scan() else { return };
    let points = scalp_points(&mesh);
    let mean = misses(&Head::default(), &points);
    let fitted = fit_to_points(&points, FitFreedom::Measures);
    let measures = misses(&fitted, &points);
    let corrected = misses(
        &fit_to_points(&points, FitFreedom::MeasuresAndCorrection),
        &points,
    );
    println!(
        "{} points; mean head {mean:.2?}, measures {measures:.2?}, and correction {corrected:.2?}",
        points.len()
    );
    println!("{:.1?}", fitted.measures);
    if std::env::var_os("SHADOWLINE_SCAN_MAP").is_some() {
        for p in points.iter().step_by(40) {
            println!(
                "{:.0} {:.0} {:.0}: mean {:.1} fitted {:.1}",
                p.x,
                p.y,
                p.z,
                miss(&Head::default(), *p),
                miss(&fitted, *p)
            );
        }
    }
    assert!(points.len() > 1000);
    assert!(mean.0 < 12.0, "mean head: {mean:?}");
    assert!(measures.0 < 3.0, "measures fitted in 3D: {measures:?}");
    assert!(corrected.0 <= measures.0);
}
