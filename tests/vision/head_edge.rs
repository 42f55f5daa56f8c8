//! The head's edge against a plain background: found where it shows, silent where it doesn't.

use glam::{DVec2, DVec3};
use shadowline::head::outline::silhouette_px;
use shadowline::head::{Camera, Head};
use shadowline::photo::{Channels, FileFacts, Photo, PhotoColour, PhotoSamples, SourceFormat};
use shadowline::vision::head_edge_px;

const WIDTH: u32 = 300;
const HEIGHT: u32 = 360;
const RAYS: usize = 720;
const SKIN: [u8; 3] = [196, 150, 126];

/// A camera straight in front, 1 m away, about 1 mm a pixel.
fn camera() -> Camera {
    let aim_px = DVec2::new(150.0, 200.0);
    Camera::from_pose([WIDTH, HEIGHT], 1000.0, [0.0; 3], DVec3::ZERO, aim_px, 1000.0)
}

/// A head smaller than the mean one.
fn client() -> Head {
    let mut head = Head::default();
    head.measures.breadth_mm = 140.0;
    head.measures.vertex_mm = 103.0;
    head
}

/// The client before a background, one colour a pixel.
fn picture(background: impl Fn(u32, u32) -> [u8; 3]) -> Photo {
    let edge = silhouette_px(&client(), &camera(), RAYS);
    let middle = camera()
        .photo_from_head(Head::CENTRE_MM)
        .expect("before the camera");
    // The edge comes as one point for each angle from the right, clockwise.
    let inside = |px: DVec2| {
        let turn = ((px - middle).to_angle() / std::f64::consts::TAU).rem_euclid(1.0);
        let ray = (turn * RAYS as f64).round() as usize % RAYS;
        px.distance(middle) <= edge[ray].distance(middle)
    };
    let mut samples = Vec::new();
    for y in 0..HEIGHT {
        for x in 0..WIDTH {
            let px = DVec2::new(f64::from(x) + 0.5, f64::from(y) + 0.5);
            samples.extend(if inside(px) { SKIN } else { background(x, y) });
        }
    }
    Photo {
        width_px: WIDTH,
        height_px: HEIGHT,
        channels: Channels::Rgb,
        samples: PhotoSamples::U8(samples),
        colour: PhotoColour::srgb("sRGB", 8),
        facts: FileFacts {
            format: SourceFormat::Png,
            stored_width_px: WIDTH,
            stored_height_px: HEIGHT,
            orientation: 1,
            focal_35mm_equivalent_mm: None,
            bits: 8,
            compression_px: 0.0,
        },
        is_balanced: false,
        warnings: Vec::new(),
    }
}

#[test]
fn the_edge_of_another_head_is_found_within_two_millimetres() {
    // A backdrop that darkens downwards, as studio backdrops do.
    let photo = picture(|_, y| [70, 90, 120].map(|code: u8| code - (y / 24) as u8));
    let found = head_edge_px(&photo, &Head::default(), &camera());
    assert!(found.len() >= 60, "{} points", found.len());
    let edge = silhouette_px(&client(), &camera(), RAYS);
    for point in found {
        let nearest = edge
            .iter()
            .map(|at| at.distance(point))
            .fold(f64::INFINITY, f64::min);
        assert!(nearest < 2.0, "{point} is {nearest} px from the edge");
    }
}

#[test]
fn nothing_is_said_before_a_busy_or_a_skin_coloured_background() {
    let busy = picture(|x, y| {
        if (x / 5 + y / 5) % 2 == 0 {
            [20, 60, 30]
        } else {
            [200, 210, 190]
        }
    });
    assert!(head_edge_px(&busy, &Head::default(), &camera()).is_empty());
    let alike = picture(|_, _| [190, 148, 122]);
    assert!(head_edge_px(&alike, &Head::default(), &camera()).is_empty());
}
