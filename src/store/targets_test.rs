use super::*;
use crate::head::{FitInput, Head, PhotoFacts, solve};
use crate::project::Shot;

fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("shadowline-targets-{name}-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
}

fn project(client: &str, photo: &str, bytes: &[u8]) -> Project {
    let facts = PhotoFacts {
        width_px: 600,
        height_px: 800,
        focal_35mm_equivalent_mm: None,
    };
    let (_, view) = solve(&facts, &FitInput::default(), &Head::default()).expect("a guess");
    let shot = Shot::new(photo, bytes.into(), facts, FitInput::default(), view);
    Project {
        client: client.to_owned(),
        photos: vec![shot],
        ..Project::default()
    }
}

fn written(target: &WriteTarget, text: &str) -> KnownFile {
    match target.write(|writer| writer.write_all(text.as_bytes())) {
        Ok(WriteOutcome::Written(own)) => own,
        other => panic!("{other:?}"),
    }
}

fn text(path: &Path) -> String {
    std::fs::read_to_string(path).expect("a file")
}

#[test]
fn a_name_is_made_of_initials_photo_and_day_and_the_first_free_number() {
    let named = |client, photo| name_of(&project(client, photo, b"x"), "2026-11-23");
    assert_eq!(named("A. B.", "IMG_0042.JPG"), "AB-IMG_0042-2026-11-23");
    assert_eq!(named("", "front view (1).jpg"), "front-view-1-2026-11-23");
    assert_eq!(named("Ö", "../../x.png"), "Ö-x-2026-11-23");
    assert_eq!(name_of(&Project::default(), "2026-11-23"), "2026-11-23");
    let folder = folder("names");
    let offered = || first_free(&folder, "AB", ".shadowline");
    assert_eq!(offered(), folder.join("AB.shadowline"));
    std::fs::write(offered(), "first").expect("a file");
    assert_eq!(offered(), folder.join("AB-2.shadowline"));
    std::fs::write(offered(), "second").expect("a file");
    assert_eq!(
        next_free(&folder.join("AB.shadowline")),
        folder.join("AB-3.shadowline")
    );
}

#[test]
fn another_clients_project_is_asked_for_and_kept_when_it_is_replaced() {
    let folder = folder("asked");
    let path = folder.join("client.shadowline");
    std::fs::write(&path, "first client").expect("a file");
    let second = project("C. D.", "b.jpg", b"b");
    let mut target = WriteTarget::new(path.clone(), false, &[], &second);
    assert_eq!(target.is_free(), Ok(false));
    let outcome = target.write(|writer| writer.write_all(b"second client"));
    assert_eq!(outcome, Ok(WriteOutcome::Taken));
    assert_eq!(text(&path), "first client");
    target.replace = true;
    let own = written(&target, "second client");
    assert_eq!(text(&path), "second client");
    assert_eq!(text(&folder.join("client.replaced.shadowline")), "first client");
    // From now on it is this project's own; the first client's stays where it was put.
    target = WriteTarget::new(path.clone(), false, &[own], &second);
    assert_eq!(target.is_free(), Ok(true));
    written(&target, "second client, later");
    assert_eq!(text(&folder.join("client.replaced.shadowline")), "first client");
    assert_eq!(std::fs::read_dir(&folder).expect("a folder").count(), 2);
}

#[test]
fn the_version_from_before_this_window_is_kept_once() {
    let folder = folder("former");
    let path = folder.join("client.shadowline");
    std::fs::write(&path, "yesterday").expect("a file");
    let client = project("A. B.", "a.jpg", b"a");
    let mut own = vec![KnownFile::opened(&path).expect("it is there")];
    for version in ["today 1", "today 2", "today 3"] {
        let target = WriteTarget::new(path.clone(), false, &own, &client);
        assert_eq!(target.is_free(), Ok(true));
        written(&target, version).remember(&mut own);
    }
    assert_eq!(text(&path), "today 3");
    assert_eq!(text(&folder.join("client.former.shadowline")), "yesterday");
    assert_eq!(std::fs::read_dir(&folder).expect("a folder").count(), 2);
    assert_eq!(own.len(), 1);
}

#[test]
fn a_file_that_another_program_has_changed_is_no_longer_this_windows_own() {
    let folder = folder("changed");
    let path = folder.join("client.shadowline");
    let client = project("A. B.", "a.jpg", b"a");
    let own = written(&WriteTarget::new(path.clone(), false, &[], &client), "mine");
    std::fs::write(&path, "of another window").expect("a file");
    let target = WriteTarget::new(path.clone(), false, &[own], &client);
    assert_eq!(target.is_free(), Ok(false));
}

#[test]
fn an_original_photo_and_what_is_no_file_are_never_written() {
    let folder = folder("original");
    let photo = folder.join("client.png");
    std::fs::write(&photo, b"the photo").expect("a file");
    let client = project("A. B.", "elsewhere.png", b"the photo");
    for path in [photo.clone(), folder.clone()] {
        let target = WriteTarget::new(path, true, &[], &client);
        assert!(target.is_free().is_err(), "{target:?}");
        let said = target.write(|writer| writer.write_all(b"x"));
        assert!(said.is_err_and(|said| said.contains("another")), "{target:?}");
    }
    let asked = WriteTarget::new(photo.clone(), false, &[], &client).is_free();
    assert!(asked.is_err_and(|said| said.contains("original photo")));
    assert_eq!(text(&photo), "the photo");
    #[cfg(unix)]
    {
        let link = folder.join("link.png");
        std::os::unix::fs::symlink(&photo, &link).expect("a link");
        let through = WriteTarget::new(link, true, &[], &client).write(|writer| writer.write_all(b"x"));
        assert!(through.is_err());
        assert_eq!(text(&photo), "the photo");
    }
}

#[test]
fn a_write_that_fails_leaves_what_was_there() {
    let folder = folder("fails");
    let path = folder.join("client.shadowline");
    std::fs::write(&path, "yesterday").expect("a file");
    let own = vec![KnownFile::opened(&path).expect("it is there")];
    let target = WriteTarget::new(path.clone(), false, &own, &project("", "a.jpg", b"a"));
    let said = target.write(|_| Err(io::Error::other("disk full")));
    assert!(said.is_err_and(|said| said.contains("disk full")));
    assert_eq!(text(&path), "yesterday");
}

#[test]
fn long_names_find_room_for_the_former_version() {
    let long = PathBuf::from(format!("{}.shadowline", "ä".repeat(122)));
    let name = beside(&long, ".former");
    let name = name.file_name().expect("a name").to_string_lossy().into_owned();
    assert!(
        name.len() <= LONGEST_NAME && name.ends_with(".former.shadowline"),
        "{name}"
    );
}

#[test]
fn nothing_of_a_protected_project_lies_open_in_its_file_and_the_copies_beside_it() {
    let folder = folder("protected");
    let path = folder.join("client.shadowline");
    let client = project("Q. Zx.", "front.jpg", b"bytes of a photo");
    let other = project("Other", "b.jpg", b"another photo");
    let save = |project: &Project, path: &Path, own: &[KnownFile], key: Option<&ProjectKey>| {
        let target = WriteTarget::new(path.to_owned(), true, own, project);
        match save_project(project, None, &target, key) {
            Ok(WriteOutcome::Written(own)) => own,
            failed => panic!("{failed:?}"),
        }
    };
    save(&client, &path, &[], None);
    // Another client's file that was replaced keeps lying as it did; this client's earlier copy doesn't.
    save(&other, &folder.join("client.replaced.shadowline"), &[], None);
    save(&client, &folder.join("client.replaced-2.shadowline"), &[], None);
    let open = std::fs::read(&path).expect("a file");
    let holds = |bytes: &[u8], part: &[u8]| bytes.windows(part.len()).any(|place| place == part);
    assert!(holds(&open, b"bytes of a photo"));

    let passphrase = crate::project::Passphrase::new("four small quiet words".to_owned());
    let key = ProjectKey::new(passphrase.clone());
    let opened = KnownFile::opened(&path).expect("a file");
    save(&client, &path, &[opened], Some(&key));
    let count = protect_copies(&path, &client, &key).expect("copies");
    assert_eq!(count, 3);
    for name in ["client", "client.former", "client.replaced-2"] {
        let bytes = std::fs::read(folder.join(format!("{name}.shadowline"))).expect("a file");
        assert!(is_protected(&bytes), "{name}");
        for told in [&b"bytes of a photo"[..], b"Q. Zx.", b"front.jpg"] {
            assert!(!holds(&bytes, told), "{name}");
        }
        let plain = crate::project::unprotected(&bytes, &passphrase).expect("opened");
        let again = crate::project::read(&plain, &ArchiveLimits::default()).expect("a project");
        assert_eq!(again.client, "Q. Zx.", "{name}");
    }
    let others = std::fs::read(folder.join("client.replaced.shadowline")).expect("a file");
    assert!(is_project(&others));
    std::fs::remove_dir_all(&folder).expect("removed");
}
