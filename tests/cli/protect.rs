//! Protected projects on the command line.

use crate::program::{done, folder, refused, text, with_eyes};
use shadowline::project::{is_project, is_protected};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

fn utf8(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

#[test]
fn a_protected_project_opens_by_its_passphrase_alone_and_what_is_saved_of_it_is_protected() {
    let folder = folder("protected");
    let at = |name: &str| folder.join(name);
    let (client, right, wrong) = (at("client.shadowline"), at("right.txt"), at("wrong.txt"));
    let (picture, copy) = (at("p.png"), at("copy.shadowline"));
    std::fs::write(&right, "four small quiet words\n").expect("a file");
    std::fs::write(&wrong, "another one entirely\n").expect("a file");
    let size = ["--max-side", "60", "-q", "-o", utf8(&picture)];
    let saved = [&["--save-project", utf8(&client)], &size[..]].concat();
    done(&with_eyes("render", &saved));
    let plain = std::fs::read(&client).expect("a file");
    std::fs::copy(&client, at("client.former.shadowline")).expect("a copy");
    let first = std::fs::read(&picture).expect("a picture");

    done(&["protect", utf8(&client), "--passphrase-file", utf8(&right), "-q"]);
    for name in ["client.shadowline", "client.former.shadowline"] {
        assert!(is_protected(&std::fs::read(at(name)).expect("a file")), "{name}");
    }
    let render = [&["render", utf8(&client)], &size[..]].concat();
    assert!(refused(&render, 1).contains("--passphrase-file"));
    let [with_wrong, with_right] =
        [&wrong, &right].map(|file| [&render[..], &["--passphrase-file", utf8(file)]].concat());
    assert!(refused(&with_wrong, 1).contains("nobody can open it"));
    done(&[&with_right[..], &["--save-project", utf8(&copy)]].concat());
    assert_eq!(std::fs::read(&picture).expect("a picture"), first);
    assert!(is_protected(&std::fs::read(&copy).expect("a file")));

    // From standard input, without an end of line.
    let mut program = Command::new(env!("CARGO_BIN_EXE_shadowline"))
        .args(["unprotect", utf8(&client), "--passphrase-file", "-", "-q"])
        .stdin(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut input = program.stdin.take().expect("its input");
    input.write_all(b"four small quiet words").expect("written");
    drop(input);
    assert!(program.wait().expect("it ends").success());
    assert_eq!(std::fs::read(&client).expect("a file"), plain);
    assert!(is_project(&plain));
}

#[test]
fn passphrases_that_protect_nothing_are_refused_and_the_project_stays() {
    let folder = folder("unprotected");
    let at = |name: &str| folder.join(name);
    let (client, short, lines) = (at("client.shadowline"), at("short.txt"), at("lines.txt"));
    std::fs::write(&short, "abc\n").expect("a file");
    std::fs::write(&lines, "one line\nand another\n").expect("a file");
    let picture = at("p.png");
    let files = [
        "--save-project",
        utf8(&client),
        "--max-side",
        "60",
        "-q",
        "-o",
        utf8(&picture),
    ];
    done(&with_eyes("render", &files));
    let plain = std::fs::read(&client).expect("a file");
    for (file, word) in [
        (&short, "too short"),
        (&lines, "several lines"),
        (&client, "too long"),
    ] {
        let said = refused(&["protect", utf8(&client), "--passphrase-file", utf8(file)], 2);
        // Where the project itself is named, it is spared before it is read.
        assert!(said.contains(word) || file == &client, "{said}");
    }
    let said = refused(
        &["unprotect", utf8(&client), "--passphrase-file", utf8(&short)],
        2,
    );
    assert!(said.contains("is not protected"), "{said}");
    assert_eq!(text(&std::fs::read(&short).expect("a file")), "abc\n");
    assert_eq!(std::fs::read(&client).expect("a file"), plain);
}
