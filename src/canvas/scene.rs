//! One photo in one pane: the ways between its spaces, and what of the head is worth keeping between frames.

use super::projected::{ProjectedPoint, projected};
use crate::design::HairlineOutline;
use crate::editor::{CanvasPane, EditorState};
use crate::head::{Head, HeadLandmarks, HeadView};
use crate::project::{Project, Shot};
use egui::{Pos2, Rect};
use glam::{DVec2, DVec3};
use std::sync::Arc;

/// A photo in a pane, with everything that tools ask of it.
#[derive(Clone, Copy)]
pub struct PaneScene<'a> {
    /// How it is looked at.
    pub state: &'a EditorState,
    /// What is shown.
    pub project: &'a Project,
    /// The photo shown.
    pub shot: &'a Shot,
    /// The pane's rectangle, ui points.
    pub rect: Rect,
}

impl<'a> PaneScene<'a> {
    /// The photo shown in a pane; none without a photo.
    pub fn new(state: &'a EditorState, project: &'a Project, pane: &CanvasPane) -> Option<Self> {
        Some(PaneScene {
            state,
            project,
            shot: project.shot()?,
            rect: pane.rect,
        })
    }

    /// The same pane with another state of the project.
    pub fn of(self, project: &'a Project) -> Option<Self> {
        Some(PaneScene {
            project,
            shot: project.shot()?,
            ..self
        })
    }

    /// The client's head.
    pub fn head(&self) -> &'a Head {
        &self.project.head
    }

    /// The photo's view.
    pub fn view(&self) -> &'a HeadView {
        &self.shot.view
    }

    /// Where a photo point lies, ui points.
    pub fn ui(&self, photo_px: DVec2) -> Pos2 {
        self.state.ui_from_photo(self.rect, photo_px)
    }

    /// The photo point under a place, px.
    pub fn px(&self, at: Pos2) -> DVec2 {
        self.state.photo_from_ui(self.rect, at)
    }

    /// Ui points for one photo pixel.
    pub fn ui_per_px(&self) -> f64 {
        self.state.lens.zoom / f64::from(self.state.pixels_per_point)
    }

    /// The head's surface under a place; none beside the head.
    pub fn direction(&self, at: Pos2) -> Option<DVec3> {
        self.view().direction_from_photo(self.head(), self.px(at))
    }

    /// Where a direction of the head is drawn, ui points.
    pub fn at(&self, direction: DVec3) -> Option<Pos2> {
        Some(self.ui(self.view().photo_from_direction(self.head(), direction)?))
    }

    /// Whether a direction of the head is turned to the camera.
    pub fn is_near_side(&self, direction: DVec3) -> bool {
        self.view().facing(self.head(), direction) > 0.0
    }
}

/// The hairline as it stands in the photo.
#[derive(Debug)]
pub struct HairlineCurve {
    /// The outline; none for a style without.
    pub outline: Option<HairlineOutline>,
    /// Its curve in the photo, closed.
    pub curve: Vec<ProjectedPoint>,
}

/// What hangs on head and view alone.
#[derive(Debug)]
pub struct HeadMarks {
    /// The head's landmarks.
    pub landmarks: HeadLandmarks,
    /// Lines of the guides in the photo.
    pub guides: Vec<Vec<ProjectedPoint>>,
    /// Heights over the glabella: mm and place.
    pub ticks: Vec<super::guides::HeightTick>,
    /// Lines of the wireframe in the photo.
    pub wireframe: Vec<Vec<ProjectedPoint>>,
    /// The head's edge, closed, photo px.
    pub edge: Vec<DVec2>,
    /// Which of its places are scalp.
    pub edge_is_scalp: Vec<bool>,
}

/// What costs more than a frame should pay, kept until its cause changes.
#[derive(Clone, Debug, Default)]
pub struct SceneCache {
    line: Option<(Arc<Project>, Arc<HairlineCurve>)>,
    marks: Option<(Head, HeadView, Arc<HeadMarks>)>,
}

impl SceneCache {
    /// The hairline of the variant shown.
    pub fn line(&mut self, project: &Arc<Project>) -> Arc<HairlineCurve> {
        if let Some((of, line)) = &self.line
            && Arc::ptr_eq(of, project)
        {
            return Arc::clone(line);
        }
        let line = Arc::new(line_of(project));
        self.line = Some((Arc::clone(project), Arc::clone(&line)));
        line
    }

    /// Landmarks, guides and wireframe of the photo shown.
    pub fn marks(&mut self, scene: &PaneScene) -> Arc<HeadMarks> {
        if let Some((head, view, marks)) = &self.marks
            && head == scene.head()
            && view == scene.view()
        {
            return Arc::clone(marks);
        }
        let (head, view) = (scene.head(), scene.view());
        let landmarks = head.landmarks();
        let (guides, ticks) = super::guides::lines(head, view, &landmarks);
        let (edge, edge_is_scalp) = super::wireframe::edge(head, view).into_iter().unzip();
        let marks = Arc::new(HeadMarks {
            landmarks,
            guides,
            ticks,
            wireframe: super::wireframe::lines(head, view),
            edge,
            edge_is_scalp,
        });
        self.marks = Some((head.clone(), view.clone(), Arc::clone(&marks)));
        marks
    }
}

fn line_of(project: &Project) -> HairlineCurve {
    let outline = HairlineOutline::evaluate(&project.head, project.design());
    let curve = match (&outline, project.shot()) {
        (Some(outline), Some(shot)) => {
            let curve = outline.curve.iter().map(|point| point.direction);
            projected(&project.head, &shot.view, curve)
        }
        _ => Vec::new(),
    };
    HairlineCurve { outline, curve }
}
