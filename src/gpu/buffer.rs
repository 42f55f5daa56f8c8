//! Buffers that grow when needed, are never empty and are kept between renders.

use super::{GpuError, OpenDevice};
use std::collections::HashMap;
use std::hash::Hash;

/// What stands before the entries of a list on the device: their number, then the workgroups each way of a pass over them. A pass
/// that writes a list raises the first two (`LIST_GROUP` in the shaders); a list begins with none.
pub const LIST_HEADER: [u32; 4] = [0, 0, 1, 1];

/// Bytes of a storage buffer: never zero, and a multiple of 16 so that any array of vectors fits.
pub fn storage_bytes(wanted: u64) -> u64 {
    wanted.max(16).next_multiple_of(16)
}

/// Buffers by their slots; a slot keeps its buffer until a larger one is asked for.
pub struct BufferSet<S> {
    kept: HashMap<S, wgpu::Buffer>,
}

impl<S> Default for BufferSet<S> {
    fn default() -> Self {
        BufferSet { kept: HashMap::new() }
    }
}

impl<S: Copy + Eq + Hash + Into<&'static str>> BufferSet<S> {
    /// The slot's buffer with room for `bytes`; contents are undefined after growth.
    pub fn get(&mut self, gpu: &OpenDevice, slot: S, bytes: u64) -> wgpu::Buffer {
        self.with_usage(gpu, slot, bytes, wgpu::BufferUsages::empty())
    }

    /// The slot's list with room for so many words of entries; it also says how many workgroups a pass over it has.
    pub fn list(&mut self, gpu: &OpenDevice, slot: S, words: u64) -> wgpu::Buffer {
        let bytes = size_of_val(&LIST_HEADER) as u64 + 4 * words;
        self.with_usage(gpu, slot, bytes, wgpu::BufferUsages::INDIRECT)
    }

    fn with_usage(
        &mut self,
        gpu: &OpenDevice,
        slot: S,
        bytes: u64,
        more: wgpu::BufferUsages,
    ) -> wgpu::Buffer {
        let bytes = storage_bytes(bytes);
        match self.kept.get(&slot) {
            Some(buffer) if buffer.size() >= bytes => buffer.clone(),
            _ => {
                let buffer = gpu.device.create_buffer(&wgpu::BufferDescriptor {
                    label: Some(slot.into()),
                    size: bytes,
                    usage: wgpu::BufferUsages::STORAGE
                        | wgpu::BufferUsages::COPY_DST
                        | wgpu::BufferUsages::COPY_SRC
                        | more,
                    mapped_at_creation: false,
                });
                self.kept.insert(slot, buffer.clone());
                buffer
            }
        }
    }

    /// The slot's buffer, filled with `data`.
    pub fn upload<T: bytemuck::NoUninit>(&mut self, gpu: &OpenDevice, slot: S, data: &[T]) -> wgpu::Buffer {
        let bytes: &[u8] = bytemuck::cast_slice(data);
        let buffer = self.get(gpu, slot, bytes.len() as u64);
        if !bytes.is_empty() {
            gpu.queue.write_buffer(&buffer, 0, bytes);
        }
        buffer
    }
}

impl OpenDevice {
    /// A uniform buffer of one value.
    pub fn uniform<T: bytemuck::NoUninit>(&self, label: &'static str, value: &T) -> wgpu::Buffer {
        let bytes = bytemuck::bytes_of(value);
        let buffer = self.device.create_buffer(&wgpu::BufferDescriptor {
            label: Some(label),
            size: bytes.len() as u64,
            usage: wgpu::BufferUsages::UNIFORM | wgpu::BufferUsages::COPY_DST,
            mapped_at_creation: false,
        });
        self.queue.write_buffer(&buffer, 0, bytes);
        buffer
    }

    /// Reads the first `count` values of a storage buffer back.
    ///
    /// # Errors
    /// The device is lost or out of memory.
    pub async fn read_back<T: bytemuck::AnyBitPattern>(
        &self,
        buffer: &wgpu::Buffer,
        count: usize,
    ) -> Result<Vec<T>, GpuError> {
        let bytes = (count * size_of::<T>()) as u64;
        let staging = self.device.create_buffer(&wgpu::BufferDescriptor {
            label: Some("read-back"),
            size: storage_bytes(bytes),
            usage: wgpu::BufferUsages::MAP_READ | wgpu::BufferUsages::COPY_DST,
            mapped_at_creation: false,
        });
        let mut encoder = self
            .device
            .create_command_encoder(&wgpu::CommandEncoderDescriptor::default());
        encoder.copy_buffer_to_buffer(buffer, 0, &staging, 0, bytes);
        self.queue.submit([encoder.finish()]);
        self.mapped(&staging).await?;
        self.check()?;
        let view = staging
            .slice(..bytes.max(4))
            .get_mapped_range()
            .map_err(|error| GpuError::Device {
                reason: error.to_string(),
            })?;
        Ok(view[..bytes as usize]
            .chunks_exact(size_of::<T>().max(1))
            .map(bytemuck::pod_read_unaligned)
            .collect())
    }
}
