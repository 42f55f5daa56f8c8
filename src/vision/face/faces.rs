//! Faces in a photo: found, measured, and told from what only looks like one.

use super::canonical_head::CANONICAL;
use super::detector::{FaceDetection, detections};
use super::face_to_given::given_by_face;
use super::mesh::mesh;
use crate::head::camera::angles_from_rotation;
use crate::head::{FitInput, Head, PhotoFacts, solve};
use crate::photo::Photo;
use glam::{DMat3, DVec2, DVec3};

/// A face.
#[derive(Clone, Debug, PartialEq)]
pub struct Face {
    /// How sure the detector is, 0.7 to 1.
    pub score: f64,
    /// Root mean square distance of the mesh from an average face in the same pose, mm on an average face; at most 6.
    pub residual_mm: f64,
    /// The mesh: 468 points of MediaPipe's topology, then five of each iris, px.
    pub points_px: Vec<DVec2>,
    /// The pupils, px: the client's right eye first, which is the one at the picture's left in an upright photo.
    pub pupils_px: [DVec2; 2],
    /// Diameters of the irises, px, in the order of the pupils.
    pub iris_px: [f64; 2],
    /// Between the brows, px.
    pub glabella_px: DVec2,
    /// Lowest point of the chin, px.
    pub chin_px: DVec2,
    /// Degrees that the nose is turned to the picture's right, as the mesh lies on the average face.
    pub yaw_deg: f64,
    /// Degrees that the nose is turned down.
    pub pitch_deg: f64,
    /// Degrees that the head is turned counter-clockwise in the picture.
    pub roll_deg: f64,
    /// Pixels a millimetre that the mesh would have on an average face.
    pub px_per_mm: f64,
}

/// Gates below and above which nothing is called a face. Of the shared photos, the 40 heads and the scan's five views of the
/// face reach 5.3 mm at most; the scan's profiles and what else was called a face stand at 6.05 mm and more, or under the score.
/// The residual's definition was settled on these same photos.
const LEAST_SCORE: f64 = 0.7;
const MOST_RESIDUAL_MM: f64 = 6.0;
/// Beyond this yaw one eye is hidden, and pose and scale can't be measured, degrees.
const MOST_YAW_DEG: f64 = 60.0;
/// Meshes that are made for one photo at most.
const MOST_FACES: usize = 8;
/// Points of the mesh.
const PUPILS: [usize; 2] = [468, 473];
const GLABELLA: usize = 9;
const CHIN: usize = 152;
/// Opposite points of each iris, across and down.
const IRIS: [[usize; 4]; 2] = [[469, 471, 470, 472], [474, 476, 475, 477]];
/// Middles of the upper and lower lid, outer and inner corner of each eye.
const LIDS: [[usize; 4]; 2] = [[159, 145, 33, 133], [386, 374, 263, 362]];
/// An eye is closed when its lids are nearer than this share of its width.
const CLOSED: f64 = 0.14;
/// Two meshes whose middles lie nearer than this share of their size are one face.
const SAME_FACE: f64 = 0.4;

/// The faces of a photo, the largest first; none where there is no face that is seen well enough to be measured.
pub fn faces(photo: &Photo) -> Vec<Face> {
    let mut likely = detections(photo);
    likely.retain(|seen| seen.score >= LEAST_SCORE);
    likely.sort_by(|a, b| b.side_px.total_cmp(&a.side_px));
    let mut faces: Vec<Face> = Vec::new();
    for seen in likely.iter().take(MOST_FACES) {
        let Some(face) = face(photo, seen) else { continue };
        if face.is_seen_well() && face.is_usable(photo) && !faces.iter().any(|other| is_same(other, &face)) {
            faces.push(face);
        }
    }
    faces.sort_by(|a, b| b.px_per_mm.total_cmp(&a.px_per_mm));
    faces
}

impl Face {
    /// Whether the eyes are closed or nearly (one suffices: the far eye of a turned head looks open): the irises are invented.
    pub fn eyes_closed(&self) -> bool {
        let open = |[above, below, outer, inner]: [usize; 4]| {
            let points = &self.points_px;
            points[above].distance(points[below]) / points[outer].distance(points[inner]).max(1e-9)
        };
        LIDS.into_iter().any(|lids| open(lids) < CLOSED)
    }

    /// Whether a view follows from it. The mesh of a head that is turned away may say what no camera sees.
    fn is_usable(&self, photo: &Photo) -> bool {
        let facts = PhotoFacts {
            width_px: photo.width_px,
            height_px: photo.height_px,
            focal_35mm_equivalent_mm: photo.facts.focal_35mm_equivalent_mm,
        };
        solve(
            &facts,
            &given_by_face(self, &facts, &FitInput::default()),
            &Head::default(),
        )
        .is_ok()
    }

    fn is_seen_well(&self) -> bool {
        self.residual_mm <= MOST_RESIDUAL_MM && self.yaw_deg.abs() <= MOST_YAW_DEG
    }
}

fn is_same(a: &Face, b: &Face) -> bool {
    let size = a
        .glabella_px
        .distance(a.chin_px)
        .max(b.glabella_px.distance(b.chin_px));
    a.glabella_px.distance(b.glabella_px) < SAME_FACE * size
}

/// What the mesh says of a detection; `None` where it makes no sense at all.
pub(super) fn face(photo: &Photo, seen: &FaceDetection) -> Option<Face> {
    let mesh = mesh(photo, seen)?;
    let canonical = CANONICAL.as_ref()?;
    // The picture's x to the right, y up, z to the camera: the head's own axes when it looks at the camera.
    let raised: Vec<DVec3> = mesh.iter().map(|p| DVec3::new(p.x, -p.y, -p.z)).collect();
    let pose = canonical.pose(&raised)?;
    let down_and_away = DMat3::from_diagonal(DVec3::new(1.0, -1.0, -1.0));
    let [yaw_deg, pitch_deg, roll_deg] = angles_from_rotation(&(down_and_away * pose.mesh_from_head));
    let points_px: Vec<DVec2> = mesh.iter().map(|point| point.truncate()).collect();
    let iris_px = IRIS.map(|[a, b, c, d]| {
        let (across, down) = (
            points_px[a].distance(points_px[b]),
            points_px[c].distance(points_px[d]),
        );
        across.max(down)
    });
    Some(Face {
        score: seen.score,
        residual_mm: canonical.residual_mm(&raised, &pose),
        pupils_px: PUPILS.map(|index| points_px[index]),
        iris_px,
        glabella_px: points_px[GLABELLA],
        chin_px: points_px[CHIN],
        yaw_deg,
        pitch_deg,
        roll_deg,
        px_per_mm: pose.scale,
        points_px,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::photo::{Channels, FileFacts, PhotoColour, PhotoSamples, SourceFormat};

    #[test]
    fn a_face_turned_beyond_what_a_view_can_have_is_not_usable() {
        let photo = Photo {
            width_px: 400,
            height_px: 300,
            channels: Channels::Grey,
            samples: PhotoSamples::U8(Vec::new()),
            colour: PhotoColour::srgb("sRGB", 8),
            facts: FileFacts {
                format: SourceFormat::Png,
                stored_width_px: 400,
                stored_height_px: 300,
                orientation: 1,
                focal_35mm_equivalent_mm: None,
                bits: 8,
                compression_px: 0.0,
            },
            is_balanced: false,
            warnings: Vec::new(),
        };
        let face = |yaw_deg: f64| Face {
            score: 0.9,
            residual_mm: 3.0,
            // Without a mesh the pose stays as it is told.
            points_px: vec![DVec2::new(200.0, 150.0); 478],
            pupils_px: [DVec2::new(180.0, 140.0), DVec2::new(220.0, 140.0)],
            iris_px: [7.0; 2],
            glabella_px: DVec2::new(200.0, 130.0),
            chin_px: DVec2::new(200.0, 210.0),
            yaw_deg,
            pitch_deg: 0.0,
            roll_deg: 0.0,
            px_per_mm: 0.63,
        };
        assert!(face(10.0).is_usable(&photo));
        assert!(!face(-106.0).is_usable(&photo));
    }
}
