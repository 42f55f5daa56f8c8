//! The passes: one file each, with the name of its shader. Each takes its buffers and a value of the plan, and records
//! one dispatch.

pub mod density;
pub mod ingest;
pub mod place;
pub mod present;
pub mod screen;
pub mod shade;
pub mod shared;
pub mod splat;

use crate::gpu::Gpu;

/// Shaders by the name of their pass: what several share (types, hash, optics, light) stands before each.
pub const SHADERS: [(&str, &str); 7] = [
    (
        "ingest",
        concat!(
            include_str!("../../shaders/common.wgsl"),
            include_str!("../../shaders/ingest.wgsl")
        ),
    ),
    (
        "density",
        concat!(
            include_str!("../../shaders/common.wgsl"),
            include_str!("../../shaders/hash.wgsl"),
            include_str!("../../shaders/density.wgsl")
        ),
    ),
    (
        "place",
        concat!(
            include_str!("../../shaders/common.wgsl"),
            include_str!("../../shaders/hash.wgsl"),
            include_str!("../../shaders/place.wgsl")
        ),
    ),
    (
        "splat",
        concat!(
            include_str!("../../shaders/common.wgsl"),
            include_str!("../../shaders/splat.wgsl")
        ),
    ),
    (
        "shade",
        concat!(
            include_str!("../../shaders/common.wgsl"),
            include_str!("../../shaders/light.wgsl"),
            include_str!("../../shaders/shade.wgsl")
        ),
    ),
    (
        "screen",
        concat!(
            include_str!("../../shaders/common.wgsl"),
            include_str!("../../shaders/light.wgsl"),
            include_str!("../../shaders/screen.wgsl")
        ),
    ),
    (
        "present",
        concat!(
            include_str!("../../shaders/common.wgsl"),
            include_str!("../../shaders/present.wgsl")
        ),
    ),
];

/// Invocations of one workgroup along a list, as in the shaders.
const LIST_GROUP: u32 = 64;
/// Side of a workgroup over pixels, as in the shaders.
const PIXEL_GROUP: u32 = 8;
/// Most workgroups along one dimension on every device.
const MAX_GROUPS: u32 = 65_535;

/// A compiled compute shader.
pub(crate) struct Kernel {
    pipeline: wgpu::ComputePipeline,
    label: &'static str,
}

impl Kernel {
    /// Compiles the shader of that name.
    fn new(gpu: &Gpu, label: &'static str) -> Self {
        let source = SHADERS
            .iter()
            .find(|(name, _)| *name == label)
            .map_or("", |(_, source)| *source);
        let module = gpu.device.create_shader_module(wgpu::ShaderModuleDescriptor {
            label: Some(label),
            source: wgpu::ShaderSource::Wgsl(source.into()),
        });
        let pipeline = gpu
            .device
            .create_compute_pipeline(&wgpu::ComputePipelineDescriptor {
                label: Some(label),
                layout: None,
                module: &module,
                entry_point: Some("main"),
                compilation_options: wgpu::PipelineCompilationOptions::default(),
                cache: None,
            });
        Kernel { pipeline, label }
    }

    /// Records one dispatch with the resources at bindings 0, 1, ….
    fn record(
        &self,
        gpu: &Gpu,
        encoder: &mut wgpu::CommandEncoder,
        resources: &[wgpu::BindingResource<'_>],
        groups: [u32; 3],
    ) {
        let entries: Vec<_> = resources
            .iter()
            .zip(0..)
            .map(|(resource, binding)| wgpu::BindGroupEntry {
                binding,
                resource: resource.clone(),
            })
            .collect();
        let bind_group = gpu.device.create_bind_group(&wgpu::BindGroupDescriptor {
            label: Some(self.label),
            layout: &self.pipeline.get_bind_group_layout(0),
            entries: &entries,
        });
        let mut pass = encoder.begin_compute_pass(&wgpu::ComputePassDescriptor {
            label: Some(self.label),
            timestamp_writes: None,
        });
        pass.set_pipeline(&self.pipeline);
        pass.set_bind_group(0, &bind_group, &[]);
        pass.dispatch_workgroups(groups[0], groups[1], groups[2]);
    }
}

/// Workgroups for a list of `count`, folded into a second dimension where one is too short.
pub fn groups_for_list(count: u32) -> [u32; 3] {
    let groups = count.div_ceil(LIST_GROUP).max(1);
    let rows = groups.div_ceil(MAX_GROUPS);
    [groups.div_ceil(rows), rows, 1]
}

/// Workgroups for a picture.
pub fn groups_for_pixels(width: u32, height: u32) -> [u32; 3] {
    [
        width.div_ceil(PIXEL_GROUP).max(1),
        height.div_ceil(PIXEL_GROUP).max(1),
        1,
    ]
}

/// All passes, compiled.
pub struct Passes {
    /// Photo samples to linear light.
    pub ingest: ingest::Ingest,
    /// Wanted density at each site.
    pub density: density::Density,
    /// Dots.
    pub place: place::Place,
    /// Dots to transmittance.
    pub splat: splat::Splat,
    /// Skin × transmittance.
    pub shade: shade::Shade,
    /// Skin × transmittance, encoded for the screen.
    pub screen: screen::Screen,
    /// Linear light to codes.
    pub present: present::Present,
}

impl Passes {
    /// Compiles every pass.
    pub fn new(gpu: &Gpu) -> Self {
        Passes {
            ingest: ingest::Ingest::new(gpu),
            density: density::Density::new(gpu),
            place: place::Place::new(gpu),
            splat: splat::Splat::new(gpu),
            shade: shade::Shade::new(gpu),
            screen: screen::Screen::new(gpu),
            present: present::Present::new(gpu),
        }
    }
}
