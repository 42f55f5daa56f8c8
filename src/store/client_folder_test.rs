use super::*;
use crate::editor::RecentProject;
use crate::head::{FitInput, Head, PhotoFacts, solve};
use crate::project::Shot;
use crate::store::recent_projects::remember_recent;
use crate::store::recovery::RecoveryWriter;
use std::sync::Arc;

fn project(client: &str, bytes: &[u8]) -> Project {
    let facts = PhotoFacts {
        width_px: 600,
        height_px: 800,
        focal_35mm_equivalent_mm: None,
    };
    let (_, view) = solve(&facts, &FitInput::default(), &Head::default()).expect("a guess");
    Project {
        client: client.to_owned(),
        photos: vec![Shot::new("a.jpg", bytes.into(), facts, FitInput::default(), view)],
        ..Project::default()
    }
}

#[test]
fn deleting_a_client_leaves_the_others_in_the_folder() {
    let root = std::env::temp_dir().join(format!("shadowline-delete-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&root);
    let folders = ProgramFolders {
        config: root.join("config"),
        recovery: root.join("recovery"),
        notes: root.join("notes"),
    };
    let clients = root.join("clients");
    std::fs::create_dir_all(&clients).expect("a folder");
    let (theirs, other) = (
        project("A. B.", b"their photo"),
        project("C. D.", b"another photo"),
    );
    let write = |name: &str, project: &Project| {
        let path = clients.join(name);
        let mut bytes = std::io::Cursor::new(Vec::new());
        crate::project::write(project, None, &mut bytes).expect("written");
        std::fs::write(&path, bytes.into_inner()).expect("a file");
        path
    };
    let path = write("ab.shadowline", &theirs);
    write("ab.former.shadowline", &theirs);
    write("second visit.shadowline", &theirs);
    // What stood in the place before was somebody else's.
    write("ab.replaced.shadowline", &other);
    let others = write("cd.shadowline", &other);
    let mut list = Vec::new();
    for path in [&path, &others] {
        let recent = RecentProject {
            path: path.clone(),
            day: "2026-11-29".to_owned(),
            client: String::new(),
            away: false,
        };
        remember_recent(recent, &mut list, &folders).expect("a list");
    }
    for project in [&theirs, &other] {
        let lost = RecoveryWriter::start(&folders, |_| {}).expect("a folder");
        lost.record(Arc::new(project.clone()), "Step", None);
        lost.finish();
    }
    let traces = ClientTraces::of_project(Some(&path), &theirs, Some(&folders), None);
    assert_eq!(
        (traces.files.len(), traces.recovery.len(), traces.recent.len()),
        (3, 1, 1)
    );
    assert!(traces.remove(Some(&folders)).is_empty());
    let mut left: Vec<String> = std::fs::read_dir(&clients)
        .expect("a folder")
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    left.sort();
    assert_eq!(left, ["ab.replaced.shadowline", "cd.shadowline"]);
    assert_eq!(lost_work(&folders, SystemTime::now()).len(), 1);
    let rows: Vec<PathBuf> = load_recent(&folders)
        .0
        .into_iter()
        .map(|recent| recent.path)
        .collect();
    assert_eq!(rows, [others]);
    std::fs::remove_dir_all(&root).expect("removed");
}
