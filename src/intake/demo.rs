//! The demo head that ships, and its exact camera.

use super::{IntakeError, view_file};
use crate::head::{Head, HeadView};

/// The demo head's photo, a JPEG file.
pub const DEMO_PHOTO: &[u8] = include_bytes!("../../assets/demo/head.jpg");
const DEMO_VIEW: &str = include_str!("../../assets/demo/head.view.json");

/// The demo head and the view of its photo.
///
/// # Errors
/// The file that ships is no view file.
pub fn demo_view() -> Result<(Head, HeadView), IntakeError> {
    view_file(DEMO_VIEW, "the demo's view")
}
