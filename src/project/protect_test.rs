use super::*;

/// Work of the tests: they are about what opens, not about how long it takes.
const LITTLE_WORK: u8 = 6;

fn key(text: &str) -> ProjectKey {
    ProjectKey::with_work(Passphrase::new(text.to_owned()), LITTLE_WORK)
}

fn passphrase(text: &str) -> Passphrase {
    Passphrase::new(text.to_owned())
}

#[test]
fn what_a_passphrase_closes_it_opens_and_no_other() {
    let plain = b"PK\x03\x04 project.toml J. D.".repeat(5000);
    let closed = key("four small quiet words").protected(&plain).expect("closed");
    assert!(is_protected(&closed) && !is_protected(&plain));
    assert!(!closed.windows(5).any(|part| part == b"J. D."));
    let opened = unprotected(&closed, &passphrase("four small quiet words"));
    assert_eq!(opened.expect("opened"), plain);
    let wrong = unprotected(&closed, &passphrase("four small quiet wordz"));
    assert_eq!(wrong, Err(ProjectError::WrongPassphrase));
    assert!(ProjectError::WrongPassphrase.to_string().contains("nobody"));
}

#[test]
fn a_file_that_is_cut_off_or_changed_is_refused_whole() {
    let plain = vec![7; 200_000];
    let closed = key("four small quiet words").protected(&plain).expect("closed");
    let open = |bytes: &[u8]| unprotected(bytes, &passphrase("four small quiet words"));
    for length in [30, 100, 70_000, closed.len() - 1] {
        let found = open(&closed[..length]);
        assert!(
            matches!(
                found,
                Err(ProjectError::Damaged { .. } | ProjectError::WrongPassphrase)
            ),
            "{length}: {found:?}"
        );
    }
    let mut changed = closed.clone();
    *changed.last_mut().expect("bytes") ^= 1;
    assert!(matches!(open(&changed), Err(ProjectError::Damaged { .. })));
}

#[test]
fn a_file_that_asks_for_hours_of_work_is_refused_at_once() {
    let closed = key("four small quiet words").protected(b"x").expect("closed");
    let text = String::from_utf8_lossy(&closed[..120]).into_owned();
    let line = text.lines().nth(1).expect("a line of scrypt");
    let hours = line.replace(&format!(" {LITTLE_WORK}"), " 40");
    let start = closed
        .windows(line.len())
        .position(|part| part == line.as_bytes());
    let start = start.expect("the line");
    let hostile = [&closed[..start], hours.as_bytes(), &closed[start + line.len()..]].concat();
    let found = unprotected(&hostile, &passphrase("four small quiet words"));
    assert!(matches!(found, Err(ProjectError::Unsafe { .. })), "{found:?}");
}

#[test]
fn lost_work_is_opened_by_the_key_beside_it_and_the_passphrase() {
    let key = key("four small quiet words");
    let record = key.closed(b"project = J. D.").expect("closed");
    let sealed = key.sealed_identity().expect("sealed");
    assert!(!record.windows(5).any(|part| part == b"J. D."));
    let again = ProjectKey::of_lost_work(&sealed, passphrase("four small quiet words")).expect("a key");
    assert_eq!(again.opened(&record).expect("opened"), b"project = J. D.");
    assert_eq!(again.name_of("0123"), key.name_of("0123"));
    assert_ne!(again.name_of("0123"), hash_of(b"0123"));
    let wrong = ProjectKey::of_lost_work(&sealed, passphrase("another one altogether"));
    assert_eq!(wrong.err(), Some(ProjectError::WrongPassphrase));
}

#[test]
fn nothing_shows_a_passphrase_and_short_ones_are_told() {
    let shown = format!("{:?} {:?}", passphrase("secret words"), key("secret words"));
    assert!(!shown.contains("secret"), "{shown}");
    assert_eq!(PassphraseStrength::of("sevenly"), PassphraseStrength::TooShort);
    assert_eq!(PassphraseStrength::of("eight ok"), PassphraseStrength::Fair);
    assert_eq!(
        PassphraseStrength::of("correct horse battery staple"),
        PassphraseStrength::Long
    );
}
