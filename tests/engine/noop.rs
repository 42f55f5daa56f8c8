//! Every pass is created where there is no driver at all: wgpu's device that does nothing.

use shadowline::engine::Engine;
use shadowline::gpu::{OpenDevice, block_on};
use shadowline::passes::Passes;

#[test]
fn every_pass_is_created_without_a_driver() {
    let gpu = block_on(None, OpenDevice::open_noop()).expect("the device that does nothing");
    assert_eq!(gpu.info.backend, wgpu::Backend::Noop);
    let _passes = Passes::new(&gpu);
    gpu.check().expect("no error while the passes were created");
    let engine = Engine::with_gpu(gpu);
    engine.gpu().check().expect("no error while the engine was made");
}

#[test]
fn errors_of_the_device_are_heard() {
    // The test above means something only if a wrong shader would be reported.
    let gpu = block_on(None, OpenDevice::open_noop()).expect("the device that does nothing");
    let wrong = wgpu::ShaderModuleDescriptor {
        label: Some("wrong"),
        source: wgpu::ShaderSource::Wgsl("fn main( {".into()),
    };
    let _module = gpu.device.create_shader_module(wrong);
    let sentence = gpu.check().expect_err("a wrong shader").to_string();
    assert!(sentence.contains("wrong"), "{sentence}");
    gpu.check().expect("an error is told once");
}
