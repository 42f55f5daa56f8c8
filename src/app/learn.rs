//! Learning from healed work in the window: the photo shown beside the simulation on the bare photo of the same client.

use super::application::App;
use super::export::decoded;
use super::messages::ThreadMessage;
use super::own_styles::demo_picture;
use crate::consult::{LearnedWork, WorkPhoto, learned_visit};
use crate::engine::Engine;
use crate::gpu::{OpenDevice, block_on};
use crate::project::Project;
use crate::store::own_styles::{OwnStyle, styles_folder};
use crate::store::{clock, keep_learned, learned_path, load_learned, sites_cache};
use crate::words::app as words;
use std::sync::Arc;

/// The most that the poses of two photos may differ, degrees: beyond it other skin is compared (assumption).
const SAME_SIDE_DEG: f64 = 25.0;

impl App {
    /// Measures the photo shown, one of the real healed work, beside the simulation on the bare photo of the project, in the
    /// background, and keeps what it tells. Of three such photos and more the house style is made anew.
    pub(super) fn learn_from_photo(&mut self) {
        let (Some(open), Some(graphics)) = (&self.state.open, &self.graphics) else {
            return;
        };
        let (project, gpu) = (Arc::clone(open.history.settled()), graphics.gpu.clone());
        let Some(bare) = bare_photo(&project) else {
            self.state.warn(words::learn_needs_bare().to_owned());
            return;
        };
        self.state.tell(words::learning());
        self.messages.run(words::cant_learn(), move |messages| {
            let said = learned(&project, bare, &gpu)?;
            messages.send(ThreadMessage::Styles(said));
            Ok(())
        });
    }
}

/// The photo of a project that shows the bare head from about the same side as the one shown: the nearest, and of those the first.
fn bare_photo(project: &Project) -> Option<usize> {
    let shown = project.shot().filter(|shot| shot.fitted)?;
    let yaw_pitch = |index: usize| {
        let [yaw, pitch, _] = project.photos[index].view.camera.yaw_pitch_roll_deg();
        [yaw, pitch]
    };
    let [yaw, pitch, _] = shown.view.camera.yaw_pitch_roll_deg();
    let apart = |index: &usize| {
        let [other_yaw, other_pitch] = yaw_pitch(*index);
        let around = (other_yaw - yaw + 540.0).rem_euclid(360.0) - 180.0;
        around.hypot(other_pitch - pitch)
    };
    let others =
        (0..project.photos.len()).filter(|index| *index != project.photo && project.photos[*index].fitted);
    let near = others.filter(|index| apart(index) < SAME_SIDE_DEG);
    near.min_by(|a, b| apart(a).total_cmp(&apart(b)))
}

/// What is said after the photo shown was compared and kept.
fn learned(project: &Project, bare: usize, gpu: &OpenDevice) -> Result<String, String> {
    let path = learned_path().ok_or(words::no_data_folder())?;
    let mut work = load_learned(&path).map_err(|error| error.to_string())?;
    let shown = project.shot().ok_or(words::no_photo())?;
    let bare = &project.photos[bare];
    let (bare_photo, real_photo) = (Arc::new(decoded(bare)?), Arc::new(decoded(shown)?));
    let document = project.document(project.variant);
    let mut engine = Engine::with_gpu(gpu.clone());
    let seed = document.design.seed;
    if !engine.has_sites(seed) {
        engine.use_sites(Arc::new(sites_cache::kept_or_grown(seed, |_| {}).0));
    }
    let of = |photo, view| WorkPhoto {
        photo,
        head: &document.head,
        view,
        face: None,
    };
    let (before, real) = (of(&bare_photo, &bare.view), of(&real_photo, &shown.view));
    let learning = learned_visit(&mut engine, &document, before, real, clock::today_for_names());
    let visit = block_on(Some(&gpu.device), learning)?;
    let percent = (100.0 * (visit.strength() - 1.0)).round();
    if !work.add(visit) {
        return Ok(words::learned_before().to_owned());
    }
    keep_learned(&path, &work).map_err(|error| error.to_string())?;
    let mut said = words::learned(percent, work.visits.len());
    if keep_house_style(&work, gpu)? {
        said += " ";
        said += &words::house_style_kept(words::house_style());
    }
    Ok(said)
}

/// Makes the house style anew from what was learned; false where there is too little yet.
fn keep_house_style(work: &LearnedWork, gpu: &OpenDevice) -> Result<bool, String> {
    let Some(text) = work.house_style() else {
        return Ok(false);
    };
    let text = text.map_err(|error| error.to_string())?;
    let folder = styles_folder().ok_or(words::no_data_folder())?;
    let style = OwnStyle {
        name: words::house_style().to_owned(),
        picture: Some(demo_picture(gpu, &text)?),
        text,
    };
    // The one of fewer photos makes room.
    if let Ok(former) = OwnStyle::named(&folder, &style.name) {
        former.remove(&folder).map_err(|error| error.to_string())?;
    }
    style.keep(&folder).map_err(|error| error.to_string())?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::head::{FitInput, PhotoFacts};
    use crate::intake::demo_view;
    use crate::project::Shot;
    use glam::DMat3;

    /// The demo's view, turned about the upright axis.
    fn shot(name: &str, turned_deg: f64) -> Shot {
        let (_, mut view) = demo_view().unwrap();
        view.camera.rotation_camera_from_head *= DMat3::from_rotation_y(turned_deg.to_radians());
        let facts = PhotoFacts {
            width_px: view.camera.width_px,
            height_px: view.camera.height_px,
            focal_35mm_equivalent_mm: None,
        };
        let mut shot = Shot::new(name, Arc::from(name.as_bytes()), facts, FitInput::default(), view);
        shot.fitted = true;
        shot
    }

    #[test]
    fn work_is_compared_with_the_bare_photo_from_its_own_side() {
        let mut project = Project {
            photos: vec![shot("front", 0.0), shot("side", 60.0), shot("healed", 55.0)],
            photo: 2,
            ..Project::default()
        };
        assert_eq!(bare_photo(&project), Some(1));
        project.photos[1].fitted = false;
        assert_eq!(bare_photo(&project), None, "the front shows other skin");
    }
}
