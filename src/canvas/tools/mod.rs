//! The tools of the canvas, one file each: what it draws, which handles it lays out, what it remembers between frames.

mod brush;
mod clicks;
mod crop;
mod fit;
mod hairline;
mod lasso;
mod ruler;
mod shapes;
mod trace;

use super::HandleGrip;
use super::handles::{CanvasHandle, HandleTarget};
use super::tool_context::ToolContext;
use crate::editor::{EditorAction, Tool};
use egui::Pos2;

/// A tool at work. A frame asks it in this order: what lies under the handles, the handles, a drag of one, the rest of its work.
pub trait CanvasTool {
    /// Draws what lies under the handles.
    fn draw(&self, _context: &ToolContext<'_>) {}

    /// Its handles.
    fn handles(&self, _context: &ToolContext<'_>) -> Vec<CanvasHandle> {
        Vec::new()
    }

    /// What the hand takes at a place where no handle is, ui points.
    fn inside(&self, _context: &ToolContext<'_>, _at: Pos2) -> Option<HandleTarget> {
        None
    }

    /// A handle is brought to a place, ui points; says whether that moved it.
    fn drag(&mut self, _context: &mut ToolContext<'_>, _grip: &HandleGrip, _to: Pos2) -> bool {
        false
    }

    /// A handle that was moved is let go: the gesture ends.
    fn drop_handle(&mut self, context: &mut ToolContext<'_>, grip: &HandleGrip) {
        context.out.push(EditorAction::Commit);
        context.memory.chosen = Some(grip.target).filter(|target| target.can_be_chosen());
    }

    /// Works, and draws what lies over the handles.
    fn work(&mut self, _context: &mut ToolContext<'_>) {}

    /// Gives up what was begun; says whether a gesture was previewed.
    fn give_up(&mut self) -> bool {
        false
    }
}

/// Moves the photo; whatever has no tool of its own.
#[derive(Clone, Debug, Default)]
struct HandTool;

impl CanvasTool for HandTool {}

/// All tools, each with what it remembers.
#[derive(Clone, Debug, Default)]
pub struct CanvasTools {
    hand: HandTool,
    hairline: hairline::HairlineTool,
    trace: trace::TraceTool,
    brush: brush::BrushTool,
    fit: fit::FitTool,
    three_clicks: clicks::ThreeClicksTool,
    outline: clicks::OutlineTool,
    neutral: clicks::NeutralTool,
    ruler: ruler::RulerTool,
    crop: crop::CropTool,
    shapes: shapes::ShapesTool,
    lasso: lasso::LassoTool,
}

impl CanvasTools {
    /// The tool in the hand.
    pub fn of(&mut self, tool: Tool) -> &mut dyn CanvasTool {
        match tool {
            Tool::Hand => &mut self.hand,
            Tool::Hairline => &mut self.hairline,
            Tool::Trace => &mut self.trace,
            Tool::Brush => &mut self.brush,
            Tool::Fit => &mut self.fit,
            Tool::ThreeClicks => &mut self.three_clicks,
            Tool::Outline => &mut self.outline,
            Tool::Ruler => &mut self.ruler,
            Tool::Crop => &mut self.crop,
            Tool::Shapes => &mut self.shapes,
            Tool::Lasso => &mut self.lasso,
            Tool::Neutral => &mut self.neutral,
        }
    }
}
