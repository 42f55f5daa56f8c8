//! The window's values: what is shown, what a person can do, and what becomes of it where no file, thread or window is
//! needed. Panels, canvas and words stand on it; a host (the desktop's is [`app`](crate::app)) carries the rest out.

mod action;
mod added_shape;
mod client_traces;
mod command;
mod dialog;
mod ghost;
mod kept_style;
mod key_changes;
mod key_press;
mod lost_work;
mod open_project;
mod panel_memory;
mod panes;
mod perform;
mod playback;
mod preferences;
mod recent_project;
mod state;
mod status;
mod typed_number;

pub use action::{Action, Actions, AppAction, EditorAction};
pub use added_shape::added_shape;
pub use client_traces::{ClientTraces, DeleteForm};
pub use command::{KEY_TABLE, KeyChord, KeyCommand, KeyRow};
pub use dialog::{
    AfterSave, AgreeForm, CardLine, Dialog, ExportForm, ExportWhat, KeysForm, LockedWork, OpenTarget,
    PassphraseForm, PhotoOwner, ProtectForm, ReplaceTarget,
};
pub use ghost::{GHOST_OPACITY, GhostOverlay, PhotoSimilarity, ghost_similarity};
pub use kept_style::KeptStyle;
pub use key_changes::{KeyChanges, KeyClash};
pub use key_press::KeyPress;
pub use lost_work::LostWork;
pub use open_project::OpenProject;
pub use panel_memory::PanelMemory;
pub use panes::{CanvasLens, CanvasPane, CompareMode, ZOOM_RANGE};
pub use perform::HostTask;
pub use playback::MomentPlayback;
pub use preferences::{ColourTheme, UserPreferences};
pub use recent_project::RecentProject;
pub use state::{
    BRUSH_RANGE_MM, BrushSettings, ButtonPicture, ClientView, ConsultationStep, EditorState, Tool,
};
pub use status::{JobProgress, PictureTimings, PlanCounts, ToastNote};
pub use typed_number::typed_number;
