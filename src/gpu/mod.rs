//! The graphics device: which one, its limits, buffers that are never empty, reading back, and the one blocking wait.

mod buffer;
mod device;
mod error;
mod wait;

pub use buffer::{BufferSet, LIST_HEADER, storage_bytes};
pub use device::{AdapterReport, OpenDevice, adapters, missing_advice};
pub use error::GpuError;
pub use wait::block_on;
