//! Properties of the surface, on the mean head and on an unusual one.

use super::shape_fit::{FitFreedom, unknowns, with_unknowns};
use super::{Head, MEASURES};
use glam::DVec3;

fn heads() -> [Head; 2] {
    let mean = Head::default();
    let mut list = unknowns(&mean, FitFreedom::MeasuresAndCorrection);
    for (k, value) in list.iter_mut().enumerate() {
        *value += [3.0, -2.0, 1.0][k % 3];
    }
    [mean.clone(), with_unknowns(&mean, &list)]
}

fn spread(count: u32) -> impl Iterator<Item = DVec3> {
    (0..count).map(move |i| {
        let y = 1.0 - (2.0 * f64::from(i) + 1.0) / f64::from(count);
        let (sin, cos) = (f64::from(i) * 2.399_963_229_728_653).sin_cos();
        let s = (1.0 - y * y).sqrt();
        DVec3::new(s * sin, y, s * cos)
    })
}

#[test]
fn normals_are_perpendicular_to_the_surface() {
    for head in heads() {
        for d in spread(500) {
            let n = head.normal(d);
            for side in [d.any_orthonormal_vector(), d.cross(d.any_orthonormal_vector())] {
                let h = 1e-5;
                let tangent =
                    head.point_mm((d + side * h).normalize()) - head.point_mm((d - side * h).normalize());
                assert!(tangent.normalize().dot(n).abs() < 1e-6, "{d}");
            }
            assert!(n.dot(d) > 0.1, "{d} is nearly edge on");
        }
    }
}

#[test]
fn area_element_adds_up_to_the_area_of_a_mesh() {
    for head in heads() {
        let (rings, turns) = (200usize, 400usize);
        let at = |i: usize, k: usize| {
            let y = 1.0 - 2.0 * i as f64 / rings as f64;
            let s = (1.0 - y * y).max(0.0).sqrt();
            let (sin, cos) = (k as f64 / turns as f64 * std::f64::consts::TAU).sin_cos();
            DVec3::new(s * sin, y, s * cos)
        };
        let (mut mesh, mut integral) = (0.0, 0.0);
        for i in 0..rings {
            for k in 0..turns {
                let p =
                    [(i, k), (i + 1, k), (i + 1, k + 1), (i, k + 1)].map(|(i, k)| head.point_mm(at(i, k)));
                mesh += 0.5 * (p[2] - p[0]).cross(p[3] - p[1]).length();
                let middle = (at(i, k) + at(i + 1, k) + at(i + 1, k + 1) + at(i, k + 1)).normalize();
                let solid_angle = 2.0 / rings as f64 * std::f64::consts::TAU / turns as f64;
                integral += head.area_mm2_per_sr(middle) * solid_angle;
            }
        }
        assert!((integral / mesh - 1.0).abs() < 2e-3, "{integral} {mesh}");
    }
}

#[test]
fn point_and_direction_are_inverse() {
    for head in heads() {
        for d in spread(200) {
            assert!(head.direction_of(head.point_mm(d)).distance(d) < 1e-12);
        }
    }
}

#[test]
fn measures_mean_what_they_say() {
    let head = Head::default();
    let marks = head.landmarks();
    let at = |d| head.point_mm(d);
    let values = [
        at(marks.euryon[0]).x - at(marks.euryon[1]).x,
        at(marks.glabella).z - at(marks.occiput).z,
        at(marks.vertex).y,
    ];
    for (value, m) in values.iter().zip(&MEASURES) {
        assert!(
            (value - m.mean).abs() < 3.0,
            "{} is {value} on the template, not {}",
            m.name,
            m.mean
        );
    }
    for (k, m) in MEASURES.iter().enumerate().take(2) {
        let mut list = head.measures.to_array();
        list[k] += 10.0;
        let wide = with_unknowns(&head, &list);
        let marks = wide.landmarks();
        let value = [
            wide.point_mm(marks.euryon[0]).x - wide.point_mm(marks.euryon[1]).x,
            wide.point_mm(marks.glabella).z - wide.point_mm(marks.occiput).z,
        ][k];
        assert!(
            (value - values[k] - 10.0).abs() < 1.5,
            "{} + 10 gives {value}",
            m.name
        );
    }
}

#[test]
fn ears_lie_at_the_sides_and_block_what_is_behind_them() {
    let head = Head::default();
    let ears = head.ears();
    let marks = head.landmarks();
    for (ear, side) in ears.iter().zip([1.0, -1.0]) {
        assert!(ear.root_mm.x * side > 60.0);
        assert!(ear.covers(ear.root_mm));
        let other = DVec3::new(-ear.root_mm.x, ear.root_mm.y, ear.root_mm.z);
        assert!(!ear.covers(other), "the far side");
        assert!(!ear.covers(head.point_mm(marks.vertex)) && !ear.covers(head.point_mm(marks.jaw_angle[0])));
        let seen_from_the_side = DVec3::new(side * 1000.0, -16.0, -95.0);
        assert!(ear.blocks(ear.root_mm, seen_from_the_side));
        assert!(!ear.blocks(head.point_mm(marks.vertex), seen_from_the_side));
    }
}
