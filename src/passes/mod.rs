//! The passes: one file each, with the name of its shader. Each takes its buffers and a value of the plan, and records
//! one dispatch.

pub mod blocks;
pub mod density;
pub mod ingest;
pub mod place;
pub mod present;
pub mod screen;
pub mod shade;
pub mod shared;
pub mod slots;
pub mod splat;

use crate::gpu::OpenDevice;
use std::sync::OnceLock;

/// Shaders by the name of their pass: what several share (types, hash, optics, light) stands before each.
pub const SHADERS: [(&str, &str); 8] = [
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
        "blocks",
        concat!(
            include_str!("../../shaders/common.wgsl"),
            include_str!("../../shaders/blocks.wgsl")
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
pub const LIST_GROUP: u32 = 64;
/// Side of a workgroup over pixels, and of a block that may hold ink; as in the shaders.
pub const BLOCK: u32 = 16;
/// Most workgroups along one dimension on every device.
const MAX_GROUPS: u32 = 65_535;

/// Values of a shader's `override` constants.
type ShaderSwitches = &'static [(&'static str, f64)];

/// How many workgroups a dispatch has.
#[derive(Clone, Copy)]
enum DispatchSize<'a> {
    /// So many each way.
    Of([u32; 3]),
    /// As many as a list on the device asks for, see [`LIST_HEADER`](crate::gpu::LIST_HEADER).
    Listed(&'a wgpu::Buffer),
}

/// A compute shader and its variants. What a variant has switched off is not in it at all: on software drivers both sides of a
/// branch are paid for.
pub(crate) struct Kernel {
    module: wgpu::ShaderModule,
    label: &'static str,
    /// Compiled when first used.
    variants: Vec<(ShaderSwitches, OnceLock<wgpu::ComputePipeline>)>,
}

impl Kernel {
    /// The shader of that name, without variants.
    fn new(gpu: &OpenDevice, label: &'static str) -> Self {
        let kernel = Self::with_variants(gpu, label, &[&[]]);
        kernel.pipeline(gpu, 0);
        kernel
    }

    /// The shader of that name with its variants.
    fn with_variants(gpu: &OpenDevice, label: &'static str, variants: &[ShaderSwitches]) -> Self {
        let source = SHADERS
            .iter()
            .find(|(name, _)| *name == label)
            .map_or("", |(_, source)| *source);
        let module = gpu.device.create_shader_module(wgpu::ShaderModuleDescriptor {
            label: Some(label),
            source: wgpu::ShaderSource::Wgsl(source.into()),
        });
        let variants = variants
            .iter()
            .map(|switches| (*switches, OnceLock::new()))
            .collect();
        Kernel {
            module,
            label,
            variants,
        }
    }

    fn pipeline(&self, gpu: &OpenDevice, variant: usize) -> &wgpu::ComputePipeline {
        let (switches, kept) = &self.variants[variant];
        kept.get_or_init(|| {
            gpu.device
                .create_compute_pipeline(&wgpu::ComputePipelineDescriptor {
                    label: Some(self.label),
                    layout: None,
                    module: &self.module,
                    entry_point: Some("main"),
                    compilation_options: wgpu::PipelineCompilationOptions {
                        constants: switches,
                        ..wgpu::PipelineCompilationOptions::default()
                    },
                    cache: None,
                })
        })
    }

    /// Records one dispatch of a variant with the resources at bindings 0, 1, ….
    fn record(
        &self,
        gpu: &OpenDevice,
        encoder: &mut wgpu::CommandEncoder,
        variant: usize,
        resources: &[wgpu::BindingResource<'_>],
        groups: DispatchSize<'_>,
    ) {
        let pipeline = self.pipeline(gpu, variant);
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
            layout: &pipeline.get_bind_group_layout(0),
            entries: &entries,
        });
        let mut pass = encoder.begin_compute_pass(&wgpu::ComputePassDescriptor {
            label: Some(self.label),
            timestamp_writes: None,
        });
        pass.set_pipeline(pipeline);
        pass.set_bind_group(0, &bind_group, &[]);
        match groups {
            DispatchSize::Of([across, down, deep]) => pass.dispatch_workgroups(across, down, deep),
            DispatchSize::Listed(list) => pass.dispatch_workgroups_indirect(list, 4),
        }
    }
}

/// Workgroups for a list of `count`, folded into a second dimension where one is too short.
fn groups_for_list(count: u32) -> DispatchSize<'static> {
    let groups = count.div_ceil(LIST_GROUP).max(1);
    let rows = groups.div_ceil(MAX_GROUPS);
    DispatchSize::Of([groups.div_ceil(rows), rows, 1])
}

/// Workgroups for a picture.
fn groups_for_pixels(width: u32, height: u32) -> DispatchSize<'static> {
    DispatchSize::Of([width.div_ceil(BLOCK).max(1), height.div_ceil(BLOCK).max(1), 1])
}

/// What ends with `shaders/light.wgsl`: without and with ink, each in the photo's light and in another.
const LIGHT_VARIANTS: [ShaderSwitches; 4] = [
    &[("INK", 0.0), ("LIGHT", 0.0)],
    &[("INK", 0.0), ("LIGHT", 1.0)],
    &[("INK", 1.0), ("LIGHT", 0.0)],
    &[("INK", 1.0), ("LIGHT", 1.0)],
];

/// What of a tile such a pass goes over.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum PassArea {
    /// All of it, as if there were no ink.
    Bare,
    /// The listed blocks, with their ink.
    Ink,
}

/// Records such a pass; `resources` are those from binding 1, `blocks` is the list of blocks with ink.
fn record_light(
    kernel: &Kernel,
    gpu: &OpenDevice,
    encoder: &mut wgpu::CommandEncoder,
    params: &shared::ShadeParams,
    resources: [wgpu::BindingResource<'_>; 5],
    blocks: &wgpu::Buffer,
    over: PassArea,
) {
    let groups = match over {
        PassArea::Bare => groups_for_pixels(params.width, params.height),
        PassArea::Ink => DispatchSize::Listed(blocks),
    };
    let uniform = gpu.uniform(kernel.label, params);
    let bound: Vec<_> = std::iter::once(uniform.as_entire_binding())
        .chain(resources)
        .chain([blocks.as_entire_binding()])
        .collect();
    let variant = 2 * usize::from(over == PassArea::Ink) + usize::from(params.light_columns > 0);
    kernel.record(gpu, encoder, variant, &bound, groups);
}

/// All passes, compiled.
pub struct Passes {
    /// Photo samples to linear light.
    pub ingest: ingest::IngestPass,
    /// Wanted density at each site.
    pub density: density::DensityPass,
    /// Dots.
    pub place: place::PlacePass,
    /// Dots to transmittance.
    pub splat: splat::SplatPass,
    /// Blocks with ink.
    pub blocks: blocks::BlocksPass,
    /// Skin × transmittance.
    pub shade: shade::ShadePass,
    /// Skin × transmittance, encoded for the screen.
    pub screen: screen::ScreenPass,
    /// Linear light to codes.
    pub present: present::PresentPass,
}

impl Passes {
    /// Compiles every pass.
    pub fn new(gpu: &OpenDevice) -> Self {
        Passes {
            ingest: ingest::IngestPass::new(gpu),
            density: density::DensityPass::new(gpu),
            place: place::PlacePass::new(gpu),
            splat: splat::SplatPass::new(gpu),
            blocks: blocks::BlocksPass::new(gpu),
            shade: shade::ShadePass::new(gpu),
            screen: screen::ScreenPass::new(gpu),
            present: present::PresentPass::new(gpu),
        }
    }
}
