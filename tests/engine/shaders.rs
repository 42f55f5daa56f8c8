//! The shaders are valid, and what they share with Rust means the same there: structs, constants, regions, bits.

use shadowline::design::{Design, Fill, FillCombination, FillRegion};
use shadowline::gpu::LIST_HEADER;
use shadowline::head::capture::MAX_BLUR_PX;
use shadowline::passes::shared::{DotSlot, DotWord, LAYOUTS};
use shadowline::passes::{self, SHADERS};
use shadowline::plan::WEIGHT_ONE;
use shadowline::plan::dots::{dot_table, fills::fill_rows};
use shadowline::plan::sites::hash_streams;
use std::collections::BTreeMap;
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

/// A module's constants by name; vectors as their components.
fn constants(module: &naga::Module) -> BTreeMap<String, Vec<f64>> {
    let value = |expression| -> Vec<f64> {
        let number = |expression| match &module.global_expressions[expression] {
            naga::Expression::Literal(literal) => match *literal {
                naga::Literal::U32(value) => f64::from(value),
                naga::Literal::I32(value) => f64::from(value),
                naga::Literal::F32(value) => f64::from(value),
                ref other => panic!("a constant of another kind: {other:?}"),
            },
            other => panic!("a constant that is no number: {other:?}"),
        };
        match &module.global_expressions[expression] {
            naga::Expression::Compose { components, .. } => components.iter().map(|c| number(*c)).collect(),
            _ => vec![number(expression)],
        }
    };
    module
        .constants
        .iter()
        .filter_map(|(_, constant)| Some((constant.name.clone()?, value(constant.init))))
        .collect()
}

/// The constants of all shaders.
fn all_constants() -> BTreeMap<String, Vec<f64>> {
    let mut all: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    for (name, source) in SHADERS {
        for (constant, value) in constants(&parsed(name, source)) {
            let before = all.insert(constant.clone(), value.clone());
            assert!(
                before.is_none_or(|before| before == value),
                "{constant} has two meanings, one of them in {name}"
            );
        }
    }
    all
}

/// Constants that only shaders know: the eye's taps, the reach of a splat, the turn of a hair, the unit and the mark of lists
/// and accumulators, which the device alone writes and reads.
const OF_THE_SHADERS_ALONE: [&str; 6] = [
    "ACCUMULATOR_UNIT",
    "EYE_TAPS",
    "HAIR_TURN",
    "REACH",
    "TAKEN_AWAY",
    "WIDEST_CORE_MM",
];

#[test]
fn constants_of_both_languages_are_equal() {
    let twins: BTreeMap<&str, Vec<f64>> = [
        ("BLOCK", f64::from(passes::BLOCK)),
        ("DIAMETERS", dot_table::DIAMETERS as f64),
        ("GUESS_STEPS", passes::present::GUESS_STEPS as f64),
        ("HIDDEN", f64::from(dot_table::HIDDEN)),
        ("INKS", dot_table::INKS as f64),
        ("LIST_GROUP", f64::from(passes::LIST_GROUP)),
        ("LIST_HEADER", LIST_HEADER.len() as f64),
        ("MAX_BLUR_PX", MAX_BLUR_PX),
        ("SESSION_ROWS", dot_table::SESSION_ROWS as f64),
        ("STREAM_DIAMETER", f64::from(hash_streams::DIAMETER)),
        ("STREAM_HAIR", f64::from(hash_streams::HAIR)),
        ("STREAM_OWNER", f64::from(hash_streams::OWNER)),
        ("STREAM_TONE", f64::from(hash_streams::TONE)),
        ("WEIGHT_ONE", WEIGHT_ONE),
    ]
    .map(|(name, value)| (name, vec![value]))
    .into();
    for (name, theirs) in all_constants() {
        // Regions, rules and bits have tests of their own.
        let elsewhere = ["REGION_", "DOT_"].iter().any(|of| name.starts_with(of))
            || ["REPLACE", "ADD", "LIMIT", "LUMINANCE"].contains(&name.as_str());
        if elsewhere || OF_THE_SHADERS_ALONE.contains(&name.as_str()) {
            continue;
        }
        let ours = twins
            .get(name.as_str())
            .unwrap_or_else(|| panic!("{name} has no twin; give it one, or say that only shaders know it"));
        assert_eq!(*ours, theirs, "{name}");
    }
    for name in twins.keys() {
        assert!(all_constants().contains_key(*name), "no shader has {name}");
    }
}

#[test]
fn the_weights_of_luminance_are_the_plans() {
    let axes = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];
    let ours = axes.map(|axis| f64::from(dot_table::luminance(axis) as f32));
    assert_eq!(all_constants()["LUMINANCE"], ours);
}

#[test]
fn regions_and_rules_have_the_numbers_that_the_fill_table_gives_them() {
    let constants = all_constants();
    let row = |region, combine| {
        let design = Design {
            fills: vec![Fill::new("scalp", region, combine)],
            ..Design::default()
        };
        fill_rows(&design)[0]
    };
    for (name, region) in FillRegion::ALL {
        let number = f64::from(row(region, FillCombination::Replace).region);
        let constant = format!("REGION_{}", name.to_uppercase().replace('-', "_"));
        assert_eq!(constants[&constant], [number], "{constant}");
    }
    let count = constants
        .keys()
        .filter(|name| name.starts_with("REGION_"))
        .count();
    assert_eq!(count, FillRegion::ALL.len(), "a shader has a region of its own");
    for (name, combine) in [
        ("REPLACE", FillCombination::Replace),
        ("ADD", FillCombination::Add),
        ("LIMIT", FillCombination::Limit),
    ] {
        assert_eq!(
            constants[name],
            [f64::from(row(FillRegion::Scalp, combine).combine)],
            "{name}"
        );
    }
    let numbers = ["REPLACE", "ADD", "LIMIT"].map(|name| constants[name][0]);
    let exclude = f64::from(row(FillRegion::Scalp, FillCombination::Exclude).combine);
    assert!(!numbers.contains(&exclude), "excluding is what is left over");
}

#[test]
fn the_bits_of_a_dots_word_mean_the_same_in_both_languages() {
    let constants = all_constants();
    let at = |name: &str| constants[&format!("DOT_{name}")][0] as u32;
    let [fill, session, class, edge] =
        ["FILL", "SESSION", "CLASS", "EDGE"].map(|part| at(&format!("{part}_MASK")));
    // What each part holds at most, put where the shader puts it, is what Rust reads there, and nothing else.
    let read = |word: u32| {
        DotSlot {
            word,
            ..DotSlot::default()
        }
        .decoded()
        .expect("a dot")
    };
    let none = DotWord {
        row: 0,
        session: 1,
        diameter_class: 0,
        tone_class: 0,
        edge: 0.0,
        pressure_class: 0,
    };
    assert_eq!(read(1), none);
    let full = DotWord {
        row: fill as usize - 1,
        ..none
    };
    assert_eq!(read(fill), full);
    let full = DotWord {
        session: session + 1,
        ..none
    };
    assert_eq!(read(1 | session << at("SESSION_AT")), full);
    let full = DotWord {
        diameter_class: class as usize,
        ..none
    };
    assert_eq!(read(1 | class << at("DIAMETER_AT")), full);
    let full = DotWord {
        tone_class: class as usize,
        ..none
    };
    assert_eq!(read(1 | class << at("TONE_AT")), full);
    let full = DotWord { edge: 1.0, ..none };
    assert_eq!(read(1 | edge << at("EDGE_AT")), full);
    let pressures = dot_table::PRESSURES as u32 - 1;
    let full = DotWord {
        pressure_class: pressures as usize,
        ..none
    };
    assert_eq!(read(1 | pressures << at("PRESSURE_AT")), full);
    // Together they fill the word.
    let parts = [
        fill,
        session << at("SESSION_AT"),
        class << at("DIAMETER_AT"),
        class << at("TONE_AT"),
        edge << at("EDGE_AT"),
        pressures << at("PRESSURE_AT"),
    ];
    assert_eq!(parts.iter().fold(0, |all, part| all | part), u32::MAX);
    assert_eq!(
        parts.iter().map(|part| part.count_ones()).sum::<u32>(),
        32,
        "two parts share bits"
    );
}
