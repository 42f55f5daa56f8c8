//! Learning from healed work in the window: the photo shown beside the simulation on the bare photo of the same client.

use super::application::App;
use super::export::decoded;
use super::messages::ThreadMessage;
use super::own_styles::demo_picture;
use crate::consult::{WorkPhoto, learned_visit};
use crate::engine::Engine;
use crate::gpu::{OpenDevice, block_on};
use crate::project::{Project, Shot};
use crate::store::own_styles::{OwnStyle, styles_folder, take_in};
use crate::store::{clock, keep_learned, learned_path, load_learned, sites_cache};
use crate::words::app as words;
use std::path::Path;
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
    let turn = |shot: &Shot| shot.view.camera.yaw_pitch_roll_deg();
    let [yaw, pitch, _] = turn(shown);
    let apart_deg = |index: &usize| {
        let [other_yaw, other_pitch, _] = turn(&project.photos[*index]);
        let around = (other_yaw - yaw + 540.0).rem_euclid(360.0) - 180.0;
        around.hypot(other_pitch - pitch)
    };
    let others =
        (0..project.photos.len()).filter(|index| *index != project.photo && project.photos[*index].fitted);
    let near = others.filter(|index| apart_deg(index) < SAME_SIDE_DEG);
    near.min_by(|a, b| apart_deg(a).total_cmp(&apart_deg(b)))
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
    let former = work.house_style().and_then(Result::ok);
    if !work.add(visit) {
        return Ok(words::learned_before().to_owned());
    }
    keep_learned(&path, &work).map_err(|error| error.to_string())?;
    let mut said = words::learned(percent, work.visits.len());
    if let Some(text) = work.house_style() {
        let text = text.map_err(|error| error.to_string())?;
        let folder = styles_folder().ok_or(words::no_data_folder())?;
        let style = OwnStyle {
            name: words::house_style().to_owned(),
            picture: Some(demo_picture(gpu, &text)?),
            text,
        };
        let names = keep_house_style(style, former.as_deref(), &folder)?;
        said.extend(
            names
                .iter()
                .map(|name| format!(" {}", words::house_style_kept(name))),
        );
    }
    Ok(said)
}

/// Keeps a house style in place of the one that fewer photos had made, and nothing else: a style that a person has kept under that
/// name stays, and the new one gets the next number. The names under which it was kept; none where it is there already.
fn keep_house_style(
    style: OwnStyle,
    former_text: Option<&str>,
    folder: &Path,
) -> Result<Vec<String>, String> {
    let is_former =
        |kept: &&OwnStyle| former_text == Some(kept.text.as_str()) && kept.name.starts_with(&style.name);
    if let Some(former) = OwnStyle::all(folder).iter().find(is_former) {
        former.remove(folder).map_err(|error| error.to_string())?;
    }
    take_in(vec![style], folder).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::head::{FitInput, PhotoFacts};
    use crate::intake::demo_view;
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

    #[test]
    fn only_the_house_style_of_fewer_photos_is_replaced() {
        let folder = std::env::temp_dir().join(format!("shadowline-house-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        let style = |name: &str, density: u32| OwnStyle {
            name: name.to_owned(),
            text: format!("format = 1\n\n[knobs]\ndensity = {density}\n"),
            picture: None,
        };
        let keep = |density, former: Option<&OwnStyle>| {
            let former = former.map(|former| former.text.as_str());
            keep_house_style(style("House", density), former, &folder).unwrap()
        };
        // A person's own one under that name, and another like the former one.
        style("House", 80).keep(&folder).unwrap();
        style("Like it", 90).keep(&folder).unwrap();
        assert_eq!(keep(90, None), ["House 2"]);
        assert_eq!(keep(100, Some(&style("", 90))), ["House 2"]);
        let kept = |name: &str| OwnStyle::named(&folder, name).unwrap().text;
        assert!(kept("House").contains("80") && kept("House 2").contains("100"));
        assert!(kept("Like it").contains("90"));
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
