//! Waiting for the device. [`block_on`] is the one place in the program that blocks.

use super::{GpuError, OpenDevice};
use std::future::Future;
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Waker};

type MapOutcome = Result<(), wgpu::BufferAsyncError>;

/// Filled by the device when a buffer is mapped.
#[derive(Default)]
struct BufferMapping {
    outcome: Option<MapOutcome>,
    waker: Option<Waker>,
}

struct MappedBuffer(Arc<Mutex<BufferMapping>>);

impl Future for MappedBuffer {
    type Output = MapOutcome;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<MapOutcome> {
        let mut mapping = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match mapping.outcome.take() {
            Some(outcome) => Poll::Ready(outcome),
            None => {
                mapping.waker = Some(context.waker().clone());
                Poll::Pending
            }
        }
    }
}

impl OpenDevice {
    /// Waits until a read-back buffer is mapped; whoever drives the future must poll the device.
    pub(super) async fn mapped(&self, staging: &wgpu::Buffer) -> Result<(), GpuError> {
        let mapping = Arc::new(Mutex::new(BufferMapping::default()));
        let from_device = Arc::clone(&mapping);
        staging.map_async(wgpu::MapMode::Read, .., move |outcome| {
            let mut mapping = from_device.lock().unwrap_or_else(PoisonError::into_inner);
            mapping.outcome = Some(outcome);
            if let Some(waker) = mapping.waker.take() {
                waker.wake();
            }
        });
        MappedBuffer(mapping).await.map_err(|error| GpuError::Device {
            reason: error.to_string(),
        })
    }
}

/// Runs a future to its end on this thread, driving the device while it waits.
pub fn block_on<T>(device: Option<&wgpu::Device>, future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(value) = future.as_mut().poll(&mut context) {
            return value;
        }
        if let Some(device) = device {
            // An error here is a lost device; the future then ends with it.
            let _ = device.poll(wgpu::PollType::wait_indefinitely());
        }
    }
}
