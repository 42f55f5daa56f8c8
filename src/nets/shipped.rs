//! The files that ship (`assets/models`; where they come from: `THIRD-PARTY.md`).

/// BlazeFace, short range: 128 × 128 RGB from −1 to 1 → 896 boxes of 16 numbers, and their scores before the logistic.
pub const FACE_DETECTOR: &[u8] = include_bytes!("../../assets/models/face_detector.tflite");
/// Face mesh: 256 × 256 RGB from 0 to 1 → 478 points (x, y, z in px of the input), and scores.
pub const FACE_MESH: &[u8] = include_bytes!("../../assets/models/face_landmarks_detector.tflite");
/// Person against background: 256 × 256 RGB from 0 to 1 → the probability of a person at each pixel.
pub const PERSON: &[u8] = include_bytes!("../../assets/models/selfie_segmenter.tflite");
/// The canonical head that belongs to the mesh (a protocol buffer, not a network).
pub const CANONICAL_HEAD: &[u8] =
    include_bytes!("../../assets/models/geometry_pipeline_metadata_landmarks.binarypb");
