//! The networks that ship: unmodified, read exactly, and hostile files refused without a panic.

use sha2::{Digest, Sha256};
use shadowline::nets::{CANONICAL_HEAD, FACE_DETECTOR, FACE_MESH, Net, PERSON};

/// What MediaPipe published (assets/models/NOTICE).
const HASHES: [(&str, &[u8], &str); 4] = [
    (
        "face_detector.tflite",
        FACE_DETECTOR,
        "b4578f35940bf5a1a655214a1cce5cab13eba73c1297cd78e1a04c2380b0152f",
    ),
    (
        "face_landmarks_detector.tflite",
        FACE_MESH,
        "c7d54204ce0448474c7f3fa9af494787c0965cbdd6f20fc72867e43046bd43d5",
    ),
    (
        "selfie_segmenter.tflite",
        PERSON,
        "191ac9529ae506ee0beefa6b2c945a172dab9d07d1e802a290a4e4038226658b",
    ),
    (
        "geometry_pipeline_metadata_landmarks.binarypb",
        CANONICAL_HEAD,
        "bdbcda96dfcb7da883da124aaa2c55dee49770d934f0fcc71747f8c21bdc75b4",
    ),
];

#[test]
fn the_files_are_those_that_were_published() {
    let notice = include_str!("../../assets/models/NOTICE");
    for (name, bytes, wanted) in HASHES {
        let hash: String = Sha256::digest(bytes)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        assert_eq!(hash, wanted, "{name}");
        assert!(
            notice.contains(name) && notice.contains(wanted),
            "{name} stands in NOTICE"
        );
    }
}

/// A picture that has no meaning: every network takes one.
fn pattern(side: usize) -> Vec<f32> {
    (0..side * side * 3)
        .map(|i| ((i * 7919) % 1009) as f32 / 1009.0)
        .collect()
}

/// Largest difference that the order of additions explains, over the size of the numbers.
fn near(found: f64, wanted: f64) -> bool {
    (found - wanted).abs() <= 1e-3 * wanted.abs().max(1.0)
}

#[test]
fn the_answers_are_those_of_the_reference() {
    // First number, middle number, sum: LiteRT 2.3.0 (XNNPACK), 2026-11-24.
    let cases: [(&[u8], usize, usize, [f64; 3]); 4] = [
        (FACE_DETECTOR, 128, 0, [0.807_668_6, 0.163_736_05, 70_790.867_8]),
        (FACE_DETECTOR, 128, 1, [-4.756_228_4, -5.092_682_4, -3_025.636_18]),
        (FACE_MESH, 256, 0, [113.061_53, 108.790_35, 126_072.740_4]),
        (PERSON, 256, 0, [0.0, 0.019_752_305, 8.274_82]),
    ];
    for (file, side, output, [first, middle, sum]) in cases {
        let answer = Net::read(file).expect("reads").run(pattern(side)).expect("runs");
        let list: Vec<f64> = answer[output].iter().map(|number| f64::from(*number)).collect();
        let found = [list[0], list[list.len() / 2], list.iter().sum()];
        assert!(
            near(found[0], first) && near(found[1], middle) && near(found[2], sum),
            "{found:?} for {first}, {middle}, {sum}"
        );
    }
}

#[test]
fn an_input_of_another_size_is_refused() {
    let net = Net::read(FACE_DETECTOR).expect("reads");
    let said = net.run(vec![0.0; 7]).expect_err("refused").to_string();
    assert!(said.contains("49152") && said.contains('7'), "{said}");
}

#[test]
fn broken_files_are_errors_and_never_panics() {
    for length in (0..FACE_DETECTOR.len()).step_by(4999).chain(0..64) {
        assert!(Net::read(&FACE_DETECTOR[..length]).is_err(), "cut at {length}");
    }
    assert!(Net::read(&[0xff; 4096]).is_err());
    // One byte after another is turned; most fall into weights, which changes nothing that can be told.
    let (mut refused, mut state) = (0, 1_u32);
    for _ in 0..400 {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let mut bytes = FACE_DETECTOR.to_vec();
        // The tables stand at the file's end.
        let place = bytes.len() - 1 - (state >> 8) as usize % 40_000;
        bytes[place] ^= (state & 0xff) as u8 | 1;
        match Net::read(&bytes) {
            Ok(net) => drop(net.run(pattern(128))),
            Err(error) => {
                refused += 1;
                assert!(error.to_string().contains("network file"), "{error}");
            }
        }
    }
    assert!(refused > 20, "{refused} of 400 refused");
}
