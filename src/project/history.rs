//! Undo and redo: whole projects are kept (their parts are shared), one step a gesture.

use super::{Edit, Project, ProjectError};
use std::sync::Arc;

/// One state that can be returned to, and what led to it.
#[derive(Clone, Debug)]
struct HistoryStep {
    label: String,
    project: Arc<Project>,
}

/// The states of a project from its opening on. There is always a present one.
#[derive(Clone, Debug)]
pub struct ProjectHistory {
    steps: Vec<HistoryStep>,
    at: usize,
    /// State in the middle of a gesture, and what the gesture is called.
    live: Option<HistoryStep>,
}

impl ProjectHistory {
    /// A history that begins here.
    pub fn new(project: Project, label: &str) -> Self {
        ProjectHistory {
            steps: vec![HistoryStep {
                label: label.to_owned(),
                project: Arc::new(project),
            }],
            at: 0,
            live: None,
        }
    }

    /// The history of states that were kept one after the other, each with what led to it: without a word it belongs to the step
    /// before, and a step that is there already was gone back, or forth, to. `None` without any.
    pub fn of_states(states: impl IntoIterator<Item = (String, Project)>) -> Option<Self> {
        let mut states = states.into_iter();
        let (label, project) = states.next()?;
        let mut history = ProjectHistory::new(project, &label);
        for (label, project) in states {
            let is_this = |step: &HistoryStep| step.label == label && *step.project == project;
            if label.is_empty() {
                history.steps[history.at].project = Arc::new(project);
            } else if let Some(step) = history.steps.iter().position(is_this) {
                history.at = step;
            } else {
                history.steps.truncate(history.at + 1);
                history.steps.push(HistoryStep {
                    label,
                    project: Arc::new(project),
                });
                history.at += 1;
            }
        }
        Some(history)
    }

    /// The state before the present one, and what led to it.
    pub fn before(&self) -> Option<(&str, &Arc<Project>)> {
        let step = &self.steps[self.at.checked_sub(1)?];
        Some((&step.label, &step.project))
    }

    /// What led to the present state.
    pub fn label(&self) -> &str {
        &self.steps[self.at].label
    }

    /// The present state, a gesture's state included.
    pub fn now(&self) -> &Arc<Project> {
        self.live
            .as_ref()
            .map_or(&self.steps[self.at].project, |step| &step.project)
    }

    /// The state before the gesture under way (the present one without a gesture).
    pub fn settled(&self) -> &Arc<Project> {
        &self.steps[self.at].project
    }

    /// Whether a gesture is under way.
    pub fn in_gesture(&self) -> bool {
        self.live.is_some()
    }

    /// Makes an edit and a step of it. An edit that changes nothing makes no step.
    ///
    /// # Errors
    /// As [`Project::apply`]; nothing has changed then.
    pub fn apply(&mut self, edit: impl Into<Edit>) -> Result<(), ProjectError> {
        self.preview(edit)?;
        self.commit();
        Ok(())
    }

    /// Shows an edit of the gesture under way. Each call starts from the state before the gesture, so edits are absolute.
    ///
    /// # Errors
    /// As [`Project::apply`]; the last preview stays.
    pub fn preview(&mut self, edit: impl Into<Edit>) -> Result<(), ProjectError> {
        let edit = edit.into();
        let label = edit.label();
        let project = self.settled().apply(edit)?;
        self.live = Some(HistoryStep {
            label,
            project: Arc::new(project),
        });
        Ok(())
    }

    /// Makes an edit part of the present step: what is measured, not what a person does. Nothing happens in the middle of
    /// a gesture. Says whether it was made.
    pub fn amend(&mut self, edit: impl Into<Edit>) -> bool {
        if self.live.is_some() {
            return false;
        }
        let amended = self.settled().apply(edit);
        match amended {
            Ok(project) => {
                self.steps[self.at].project = Arc::new(project);
                true
            }
            Err(_) => false,
        }
    }

    /// Makes an edit part of every step of which something holds: what is found in a photo belongs to all states that show
    /// it, and undo doesn't go behind it. Nothing happens in the middle of a gesture. Says whether the present step is among them.
    pub fn amend_where(&mut self, edit: &Edit, holds: impl Fn(&Project) -> bool) -> bool {
        if self.live.is_some() {
            return false;
        }
        let mut is_present = false;
        for (index, step) in self.steps.iter_mut().enumerate() {
            if holds(&step.project)
                && let Ok(project) = step.project.apply(edit.clone())
            {
                step.project = Arc::new(project);
                is_present |= index == self.at;
            }
        }
        is_present
    }

    /// Ends the gesture: one step, or none where nothing changed. Says whether there is a new step.
    pub fn commit(&mut self) -> bool {
        let Some(step) = self.live.take() else {
            return false;
        };
        if *step.project == *self.steps[self.at].project {
            return false;
        }
        self.steps.truncate(self.at + 1);
        self.steps.push(step);
        self.at += 1;
        true
    }

    /// Gives the gesture up.
    pub fn cancel(&mut self) {
        self.live = None;
    }

    /// One step back; in the middle of a gesture, back to its beginning. Says whether there was anything to undo.
    pub fn undo(&mut self) -> bool {
        if self.live.take().is_some() {
            return true;
        }
        let can = self.can_undo();
        self.at -= usize::from(can);
        can
    }

    /// One step forward; says whether there was one.
    pub fn redo(&mut self) -> bool {
        self.live = None;
        let can = self.can_redo();
        self.at += usize::from(can);
        can
    }

    /// Whether there is a step to undo.
    pub fn can_undo(&self) -> bool {
        self.at > 0
    }

    /// Whether there is a step to redo.
    pub fn can_redo(&self) -> bool {
        self.at + 1 < self.steps.len()
    }

    /// Goes to a step of the list.
    pub fn go_to(&mut self, step: usize) {
        self.live = None;
        self.at = step.min(self.steps.len() - 1);
    }

    /// Labels of all steps, the oldest first, and which one is the present.
    pub fn labels(&self) -> (Vec<&str>, usize) {
        (
            self.steps.iter().map(|step| step.label.as_str()).collect(),
            self.at,
        )
    }
}
