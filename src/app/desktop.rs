//! What the desktop has to offer and to say: the room on its screen, and keys that it repeats.

use winit::dpi::LogicalSize;
use winit::event::{ElementState, WindowEvent};
use winit::event_loop::ActiveEventLoop;
use winit::keyboard::{Key, NamedKey};

/// Size of a new window, ui points.
pub(super) const WINDOW: LogicalSize<f64> = LogicalSize::new(1440.0, 900.0);
/// Smallest size at which everything can be reached, ui points.
pub(super) const SMALLEST: LogicalSize<f64> = LogicalSize::new(900.0, 600.0);

/// What desktops keep of a screen for title and task bar, ui points (assumption).
const DESKTOP_BARS: f64 = 72.0;

/// No screen leaves less than this, ui points.
const LEAST_HEIGHT: f64 = 300.0;

/// A size that is no larger than what the screen has to offer, ui points.
pub(super) fn fitting(size: LogicalSize<f64>, event_loop: &ActiveEventLoop) -> LogicalSize<f64> {
    let screen = event_loop
        .primary_monitor()
        .or_else(|| event_loop.available_monitors().next());
    let Some(screen) = screen else {
        return size;
    };
    let room = screen.size().to_logical::<f64>(screen.scale_factor());
    LogicalSize {
        width: size.width.min(room.width),
        height: size.height.min((room.height - DESKTOP_BARS).max(LEAST_HEIGHT)),
    }
}

/// Whether a key that is held, or that a slow machine thinks is held, says again what is said once: letters, Enter, Escape. Keys
/// that move, remove or zoom may repeat.
pub(super) fn is_idle_repeat(event: &WindowEvent) -> bool {
    let WindowEvent::KeyboardInput { event, .. } = event else {
        return false;
    };
    let may = match event.logical_key.as_ref() {
        Key::Named(named) => !matches!(
            named,
            NamedKey::Enter | NamedKey::Escape | NamedKey::Space | NamedKey::Tab
        ),
        // Zoom, the brush, undo and redo.
        Key::Character(text) => "+=-[]{}zyZY".contains(text),
        _ => false,
    };
    event.repeat && event.state == ElementState::Pressed && !may
}
