//! The face: MediaPipe's canonical face model, put into the head frame and smoothed by Loop subdivision.

use crate::noise::smoothstep;
use glam::Vec3;
use std::collections::HashMap;

/// A triangle mesh in millimetres; the first 468 vertices stay the face model's landmarks.
pub struct Mesh {
    pub vertices: Vec<Vec3>,
    pub triangles: Vec<[usize; 3]>,
}

const UPPER_INNER_LIP: [usize; 9] = [191, 80, 81, 82, 13, 312, 311, 310, 415];
const LOWER_INNER_LIP: [usize; 9] = [95, 88, 178, 87, 14, 317, 402, 318, 324];
/// Height and depth of the pupils' middle in the face model (cm): the pupils are the origin of the head frame.
const PUPIL_Y_CM: f32 = 2.63;
const PUPIL_Z_CM: f32 = 3.78;

/// The face in the head frame, mouth closed, `levels` times subdivided.
pub fn face(levels: usize) -> Mesh {
    let mut mesh = parse(include_str!("face.txt"));
    for v in &mut mesh.vertices {
        *v = Vec3::new(v.x, v.y - PUPIL_Y_CM, v.z - PUPIL_Z_CM) * 10.0;
        if v.y < 0.0 {
            v.y *= 0.96;
        }
        // Narrower towards the ears: the template is 145 mm wide there, the model 153.
        v.x *= 1.0 - 0.06 * smoothstep(-5.0, -50.0, v.z);
    }
    close_mouth(&mut mesh.vertices);
    for _ in 0..levels {
        mesh = subdivide(&mesh);
    }
    mesh
}

fn parse(text: &str) -> Mesh {
    let mut mesh = Mesh {
        vertices: vec![],
        triangles: vec![],
    };
    for line in text.lines() {
        let numbers: Vec<f32> = line
            .split(' ')
            .skip(1)
            .filter_map(|word| word.parse().ok())
            .collect();
        match (line.chars().next(), &numbers[..]) {
            (Some('v'), &[x, y, z]) => mesh.vertices.push(Vec3::new(x, y, z)),
            (Some('f'), &[a, b, c]) => mesh.triangles.push([a as usize, b as usize, c as usize]),
            _ => {}
        }
    }
    mesh
}

/// The model's lips stand 5 mm apart: brings the inner edges together.
fn close_mouth(vertices: &mut [Vec3]) {
    for (&up, &low) in UPPER_INNER_LIP.iter().zip(&LOWER_INNER_LIP) {
        let seam = vertices[up].lerp(vertices[low], 0.45);
        vertices[up] = seam + Vec3::new(0.0, 0.35, 0.0);
        vertices[low] = seam - Vec3::new(0.0, 0.35, 0.0);
    }
}

fn subdivide(mesh: &Mesh) -> Mesh {
    let count = mesh.vertices.len();
    let mut edges: HashMap<(usize, usize), usize> = HashMap::new();
    // Of each edge: its ends, and the corners opposite to it.
    let mut corners: Vec<(usize, usize, Vec<usize>)> = vec![];
    let mut triangles = Vec::with_capacity(mesh.triangles.len() * 4);
    for t in &mesh.triangles {
        let mut middle = [0; 3];
        for k in 0..3 {
            let (a, b, c) = (t[k], t[(k + 1) % 3], t[(k + 2) % 3]);
            let edge = *edges.entry((a.min(b), a.max(b))).or_insert_with(|| {
                corners.push((a, b, vec![]));
                corners.len() - 1
            });
            corners[edge].2.push(c);
            middle[k] = count + edge;
        }
        triangles.push([t[0], middle[0], middle[2]]);
        triangles.push([t[1], middle[1], middle[0]]);
        triangles.push([t[2], middle[2], middle[1]]);
        triangles.push(middle);
    }
    let mut ring = vec![(Vec3::ZERO, 0u32); count];
    let mut rim = vec![(Vec3::ZERO, 0u32); count];
    for (a, b, opposite) in &corners {
        let sums = if opposite.len() == 1 { &mut rim } else { &mut ring };
        for (from, to) in [(*a, *b), (*b, *a)] {
            sums[from].0 += mesh.vertices[to];
            sums[from].1 += 1;
        }
    }
    let mut vertices: Vec<Vec3> = (0..count)
        .map(|i| {
            let v = mesh.vertices[i];
            if rim[i].1 > 0 {
                return v * 0.75 + rim[i].0 * (0.25 / rim[i].1 as f32);
            }
            let n = ring[i].1 as f32;
            let beta = if ring[i].1 == 3 {
                3.0 / 16.0
            } else {
                3.0 / (8.0 * n)
            };
            v * (1.0 - n * beta) + ring[i].0 * beta
        })
        .collect();
    for (a, b, opposite) in &corners {
        let ends = mesh.vertices[*a] + mesh.vertices[*b];
        vertices.push(match opposite[..] {
            [c, d] => ends * 0.375 + (mesh.vertices[c] + mesh.vertices[d]) * 0.125,
            _ => ends * 0.5,
        });
    }
    Mesh { vertices, triangles }
}
