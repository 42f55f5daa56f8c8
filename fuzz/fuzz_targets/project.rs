//! Any bytes as a project file and as a recovery log: a project that can be saved and opened again, or an error with a
//! sentence. Run with `cargo +nightly fuzz run project -- -max_len=65536`, seeded with `tests/golden/project-v1.shadowline`.

#![no_main]

use libfuzzer_sys::fuzz_target;
use shadowline::project::{Limits, Project, RecoveryLog, read, write};
use std::io::Cursor;

fn check(project: &Project) {
    let mut bytes = Cursor::new(Vec::new());
    write(project, None, &mut bytes).expect("what opens can be saved");
    let limits = Limits::default();
    assert!(read(bytes.get_ref(), &limits).expect("what was saved opens") == *project);
}

fuzz_target!(|bytes: &[u8]| {
    let limits = Limits {
        total_bytes: 64 << 20,
        text_bytes: 8 << 20,
        ..Limits::default()
    };
    match read(bytes, &limits) {
        Ok(project) => check(&project),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
    let log = [&RecoveryLog::header()[..], bytes].concat();
    match RecoveryLog::read(&log, |_| Some(Vec::new())) {
        Ok(found) => found.iter().for_each(|(project, _)| check(project)),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
});
