//! Small neural networks from TensorFlow Lite files, as shipped: read, checked and run on the CPU.
//!
//! Only the operators that our files use are known (`docs/photo.md` says why there is an interpreter of our own). It is
//! exact: 32-bit sums in a fixed order, one thread, no fused multiply-add, so a photo gives the same bits everywhere. All
//! sizes are checked while a file is read; running cannot fail afterwards but for an input of the wrong length.

mod conv;
mod error;
mod flat;
mod half;
mod matrix;
mod model;
mod net;
mod op;
mod options;
mod pool;
mod shipped;
mod simple;
mod tensor;

pub use error::NetError;
pub use net::Net;
pub use shipped::{CANONICAL_HEAD, FACE_DETECTOR, FACE_MESH, PERSON};
