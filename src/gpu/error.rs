//! What can go wrong with the device.

/// Each variant is one cause; its sentence says what to do next.
#[derive(Debug, Clone, thiserror::Error)]
pub enum GpuError {
    /// No adapter at all.
    #[error("no graphics device was found, not even a software one. {advice}")]
    NoAdapter {
        /// What to install on this system.
        advice: &'static str,
    },
    /// The adapter gave no device.
    #[error(
        "the graphics device '{adapter}' could not be opened: {reason}. `shadowline doctor` shows what is there"
    )]
    NoDevice {
        /// The adapter's name.
        adapter: String,
        /// The driver's words.
        reason: String,
    },
    /// The device can't hold what is needed.
    #[error(
        "the graphics device '{adapter}' is too small: {what} is {found}, {needed} is needed. Choose another with WGPU_ADAPTER_NAME"
    )]
    TooSmall {
        /// The adapter's name.
        adapter: String,
        /// The limit's name.
        what: &'static str,
        /// What it has.
        found: u64,
        /// What is needed.
        needed: u64,
    },
    /// A call failed on the way.
    #[error(
        "the graphics device reported an error: {reason}. Try again; if it stays, try another device with WGPU_ADAPTER_NAME"
    )]
    Device {
        /// The driver's words.
        reason: String,
    },
}
