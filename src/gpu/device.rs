//! Choosing and opening a device.

use super::GpuError;
use serde::Serialize;
use std::sync::{Arc, Mutex, PoisonError};

/// Storage binding that the passes need, bytes: the limit that every WebGPU device has.
const NEEDED_STORAGE_BINDING: u64 = 128 << 20;

/// An open device with its queue; clones share both.
#[derive(Clone)]
pub struct OpenDevice {
    /// The device.
    pub device: wgpu::Device,
    /// Its queue.
    pub queue: wgpu::Queue,
    /// What it is.
    pub info: wgpu::AdapterInfo,
    /// Its limits.
    pub limits: wgpu::Limits,
    /// First error that no one else has caught.
    uncaught: Arc<Mutex<Option<String>>>,
}

/// What `doctor` says of one adapter.
#[derive(Clone, Debug, Serialize)]
pub struct AdapterReport {
    /// Name given by the driver.
    pub name: String,
    /// Vulkan, Metal, DX12, …
    pub backend: String,
    /// Discrete, integrated, software (`Cpu`), …
    pub kind: String,
    /// Driver and its version.
    pub driver: String,
    /// Largest side of a texture, px.
    pub max_texture_px: u32,
    /// Largest storage binding, bytes.
    pub max_storage_binding_bytes: u64,
    /// Whether the program can work on it.
    pub usable: bool,
    /// Whether the program chooses it.
    pub chosen: bool,
}

/// Limits that the passes need, taken as high as the adapter goes where more is of use.
fn wanted_limits(adapter: &wgpu::Limits) -> wgpu::Limits {
    wgpu::Limits {
        max_texture_dimension_2d: adapter.max_texture_dimension_2d,
        max_buffer_size: adapter.max_buffer_size,
        ..wgpu::Limits::default()
    }
}

fn instance(noop: bool) -> wgpu::Instance {
    let mut descriptor = wgpu::InstanceDescriptor::new_without_display_handle_from_env();
    if noop {
        descriptor.backends = wgpu::Backends::NOOP;
        descriptor.backend_options.noop.enable = true;
    }
    wgpu::Instance::new(descriptor)
}

/// How well an adapter suits; the order in which they are tried.
fn preference(info: &wgpu::AdapterInfo) -> u8 {
    match info.device_type {
        wgpu::DeviceType::DiscreteGpu => 0,
        wgpu::DeviceType::IntegratedGpu => 1,
        wgpu::DeviceType::VirtualGpu => 2,
        wgpu::DeviceType::Other => 3,
        wgpu::DeviceType::Cpu => 4,
    }
}

fn usable(limits: &wgpu::Limits) -> bool {
    limits.max_storage_buffer_binding_size >= NEEDED_STORAGE_BINDING
        && limits.max_texture_dimension_2d >= 4096
}

/// Adapters in the order of choice: those named by `WGPU_ADAPTER_NAME` alone where it is set.
async fn ranked(instance: &wgpu::Instance) -> Vec<wgpu::Adapter> {
    let mut found = instance.enumerate_adapters(wgpu::Backends::all()).await;
    if let Ok(name) = std::env::var("WGPU_ADAPTER_NAME") {
        let name = name.to_lowercase();
        found.retain(|adapter| adapter.get_info().name.to_lowercase().contains(&name));
    }
    found.sort_by_key(|adapter| (!usable(&adapter.limits()), preference(&adapter.get_info())));
    found
}

/// All adapters, the chosen one first.
pub async fn adapters() -> Vec<AdapterReport> {
    let ranked = ranked(&instance(false)).await;
    let report = |(index, adapter): (usize, &wgpu::Adapter)| {
        let (info, limits) = (adapter.get_info(), adapter.limits());
        AdapterReport {
            name: info.name,
            backend: info.backend.to_string(),
            kind: format!("{:?}", info.device_type),
            driver: format!("{} {}", info.driver, info.driver_info),
            max_texture_px: limits.max_texture_dimension_2d,
            max_storage_binding_bytes: limits.max_storage_buffer_binding_size,
            usable: usable(&limits),
            chosen: index == 0 && usable(&limits),
        }
    };
    ranked.iter().enumerate().map(report).collect()
}

/// What to install where no adapter is found.
pub fn missing_advice() -> &'static str {
    if cfg!(target_os = "linux") {
        "Install a Vulkan driver; the software one works everywhere: `sudo apt install mesa-vulkan-drivers libvulkan1` \
         (Debian, Ubuntu), `sudo dnf install mesa-vulkan-drivers` (Fedora), `sudo pacman -S vulkan-swrast` (Arch)"
    } else if cfg!(target_os = "windows") {
        "Windows 10 and later bring a software device (WARP): update Windows, or install the graphics card's driver"
    } else {
        "Update the system: every Mac with Metal works"
    }
}

impl OpenDevice {
    /// Opens the best device there is; a software one where no other is found.
    ///
    /// # Errors
    /// There is no adapter, it is too small, or it gives no device.
    pub async fn open() -> Result<Self, GpuError> {
        let none = GpuError::NoAdapter {
            advice: missing_advice(),
        };
        let adapter = ranked(&instance(false)).await.into_iter().next().ok_or(none)?;
        Self::from_adapter(&adapter).await
    }

    /// A device that does nothing, to create every pass without a driver.
    ///
    /// # Errors
    /// As [`OpenDevice::open`].
    pub async fn open_noop() -> Result<Self, GpuError> {
        let none = GpuError::NoAdapter {
            advice: missing_advice(),
        };
        let adapter = instance(true)
            .enumerate_adapters(wgpu::Backends::NOOP)
            .await
            .into_iter()
            .next()
            .ok_or(none)?;
        Self::from_adapter(&adapter).await
    }

    /// Opens the best device that can draw on a window.
    ///
    /// # Errors
    /// As [`OpenDevice::open`].
    pub async fn open_for(
        instance: &wgpu::Instance,
        surface: &wgpu::Surface<'_>,
    ) -> Result<(Self, wgpu::Adapter), GpuError> {
        let none = GpuError::NoAdapter {
            advice: missing_advice(),
        };
        let adapter = ranked(instance)
            .await
            .into_iter()
            .find(|adapter| adapter.is_surface_supported(surface))
            .ok_or(none)?;
        Ok((Self::from_adapter(&adapter).await?, adapter))
    }

    /// Opens a given adapter.
    ///
    /// # Errors
    /// It is too small, or gives no device.
    pub async fn from_adapter(adapter: &wgpu::Adapter) -> Result<Self, GpuError> {
        let info = adapter.get_info();
        let limits = adapter.limits();
        if limits.max_storage_buffer_binding_size < NEEDED_STORAGE_BINDING {
            return Err(GpuError::TooSmall {
                adapter: info.name,
                what: "storage binding, bytes",
                found: limits.max_storage_buffer_binding_size,
                needed: NEEDED_STORAGE_BINDING,
            });
        }
        let descriptor = wgpu::DeviceDescriptor {
            label: Some("shadowline"),
            required_limits: wanted_limits(&limits),
            ..Default::default()
        };
        let (device, queue) =
            adapter
                .request_device(&descriptor)
                .await
                .map_err(|error| GpuError::NoDevice {
                    adapter: info.name.clone(),
                    reason: error.to_string(),
                })?;
        let uncaught = Arc::new(Mutex::new(None));
        let seen = Arc::clone(&uncaught);
        // wgpu panics on errors that no one catches; here they are kept for `check`.
        device.on_uncaptured_error(Arc::new(move |error: wgpu::Error| {
            seen.lock()
                .unwrap_or_else(PoisonError::into_inner)
                .get_or_insert(error.to_string());
        }));
        let limits = device.limits();
        Ok(OpenDevice {
            device,
            queue,
            info,
            limits,
            uncaught,
        })
    }

    /// Reports an error that the device has raised since the last check.
    ///
    /// # Errors
    /// The first such error.
    pub fn check(&self) -> Result<(), GpuError> {
        match self
            .uncaught
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take()
        {
            Some(reason) => Err(GpuError::Device { reason }),
            None => Ok(()),
        }
    }
}
