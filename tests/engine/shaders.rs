//! The shaders are valid, and their structs are the ones that Rust fills.

use shadowline::passes::{SHADERS, shared::LAYOUTS};
use wgpu::naga;

fn parsed(name: &str, source: &str) -> naga::Module {
    naga::front::wgsl::parse_str(source)
        .unwrap_or_else(|error| panic!("{name}: {}", error.emit_to_string(source)))
}

#[test]
fn every_shader_is_valid_without_optional_features() {
    for (name, source) in SHADERS {
        let module = parsed(name, source);
        let flags = naga::valid::ValidationFlags::all();
        naga::valid::Validator::new(flags, naga::valid::Capabilities::empty())
            .validate(&module)
            .unwrap_or_else(|error| panic!("{name}: {error:?}"));
    }
}

#[test]
fn shared_structs_have_the_same_size_members_and_offsets_in_both_languages() {
    let (name, source) = SHADERS[0];
    let module = parsed(name, source);
    let structs: Vec<_> = module
        .types
        .iter()
        .filter_map(|(_, ty)| match &ty.inner {
            naga::TypeInner::Struct { members, span } => Some((ty.name.clone()?, members, *span as usize)),
            _ => None,
        })
        .collect();
    assert!(
        structs.len() >= LAYOUTS.len(),
        "a shared struct is missing in common.wgsl"
    );
    for layout in LAYOUTS {
        let (_, members, size) = structs
            .iter()
            .find(|(name, _, _)| name == layout.name)
            .unwrap_or_else(|| panic!("{} is not in WGSL", layout.name));
        assert_eq!(*size, layout.size, "size of {}", layout.name);
        let theirs: Vec<(String, usize)> = members
            .iter()
            .map(|m| (m.name.clone().unwrap(), m.offset as usize))
            .collect();
        let ours: Vec<(String, usize)> = layout
            .members
            .iter()
            .map(|(n, o)| ((*n).to_owned(), *o))
            .collect();
        assert_eq!(theirs, ours, "members of {}", layout.name);
    }
}
