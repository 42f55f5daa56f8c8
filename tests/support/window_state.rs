//! What the window's tests share: a state with one photo open, and the panels round it with what a person asked of them.

use egui::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use glam::DVec2;
use shadowline::editor::{Action, AppAction, EditorState, OpenProject, UserPreferences};
use shadowline::head::{FitInput, Head, PhotoFacts, solve};
use shadowline::panel;
use shadowline::project::{Project, ProjectEdit, ProjectHistory, Shot};
use shadowline::vision::Face;
use std::collections::BTreeMap;

/// Size of the photo, px.
pub const PHOTO_PX: [u32; 2] = [1200, 1600];

/// A portrait whose head has been found by pupils and chin; there is no picture behind it.
pub fn portrait() -> Shot {
    let facts = PhotoFacts {
        width_px: PHOTO_PX[0],
        height_px: PHOTO_PX[1],
        focal_35mm_equivalent_mm: None,
    };
    let given = FitInput {
        eyes: Some([DVec2::new(500.0, 850.0), DVec2::new(700.0, 850.0)]),
        chin: Some(DVec2::new(600.0, 1202.0)),
        ..FitInput::default()
    };
    let (_, view) = solve(&facts, &given, &Head::default()).expect("a portrait");
    let mut shot = Shot::new("front.jpg", Vec::new().into(), facts, given, view);
    shot.fitted = true;
    shot
}

/// A project of this photo alone.
pub fn opened(shot: Shot) -> OpenProject {
    let project = Project::default()
        .apply(ProjectEdit::AddPhoto(Box::new(shot)))
        .expect("a project");
    OpenProject {
        key: None,
        history: ProjectHistory::new(project, "Open"),
        path: None,
        saved: None,
        photos: BTreeMap::new(),
    }
}

/// The window with the portrait open.
pub fn open_state() -> EditorState {
    let mut state = EditorState::new(UserPreferences::default());
    state.open = Some(opened(portrait()));
    state
}

/// A face whose pupils are here, as the detector says it.
pub fn face(pupils_px: [DVec2; 2]) -> Face {
    let middle = 0.5 * (pupils_px[0] + pupils_px[1]);
    let apart = pupils_px[0].distance(pupils_px[1]);
    Face {
        score: 0.9,
        residual_mm: 2.0,
        points_px: Vec::new(),
        pupils_px,
        iris_px: [0.19 * apart; 2],
        glabella_px: middle - DVec2::new(0.0, 0.3 * apart),
        chin_px: middle + DVec2::new(0.0, 1.76 * apart),
        yaw_deg: 0.0,
        pitch_deg: 0.0,
        roll_deg: 0.0,
        px_per_mm: apart / 63.0,
    }
}

/// The window's state and what a person asked for.
pub struct World {
    pub state: EditorState,
    pub asked: Vec<Action>,
}

/// The panels on a screen 1280 points wide; what is asked of the state is done, as the window does it.
pub fn panels(state: EditorState, height: f32) -> Harness<'static, World> {
    let world = World {
        state,
        asked: Vec::new(),
    };
    let mut harness = Harness::builder()
        .with_size(egui::vec2(1280.0, height))
        .with_context_setup(|ctx| {
            panel::theme::fonts(ctx);
            panel::theme::apply(ctx, Default::default());
        })
        .build_ui_state(
            |ui, world: &mut World| {
                for action in panel::show(ui, &mut world.state) {
                    match action.clone() {
                        Action::Editor(action) => {
                            world.state.perform(action);
                        }
                        Action::App(AppAction::SetPreferences(prefs)) => world.state.prefs = *prefs,
                        Action::App(_) => {}
                    }
                    world.asked.push(action);
                }
            },
            world,
        );
    harness.run_steps(3);
    harness
}

/// Clicks the button of that name.
pub fn click(harness: &mut Harness<World>, label: &str) {
    harness.get_by_role_and_label(Role::Button, label).click();
    harness.run_steps(3);
}
