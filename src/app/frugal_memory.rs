//! glibc's memory, asked to give back what is freed.
//!
//! A photo's buffers are tens of megabytes each and come and go. glibc takes them from the system one by one at first, but each that
//! is freed raises the size (to 32 MB) from which it does so: after a few photos they lie in its heap, are cut up by what lives
//! longer, and hundreds of megabytes stay behind when a client is closed. It reads its settings before a program's first line
//! runs, so the window's program starts itself anew with them, in the same process.

/// Buffers from 1 MB up are the system's own and go back to it when freed; two heaps, not eight a core.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
const SETTINGS: &str = "glibc.malloc.mmap_threshold=1048576:glibc.malloc.arena_max=2";

/// Starts the program anew with these settings, where the system has glibc and nobody has set it otherwise.
/// Comes back where they are there already, or where it could not be done: then the program needs more memory, no more.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
pub(super) fn ask_for_it() {
    use std::os::unix::process::CommandExt;
    const VARIABLE: &str = "GLIBC_TUNABLES";
    if std::env::var_os(VARIABLE).is_some() {
        return;
    }
    let Ok(program) = std::env::current_exe() else {
        return;
    };
    // Started by the dynamic loader's own command (`ld-linux… shadowline`), that is what "this program" is.
    let is_loader = |name: &std::ffi::OsStr| name.to_string_lossy().starts_with("ld-");
    if program.file_name().is_none_or(is_loader) {
        return;
    }
    let mut arguments = std::env::args_os();
    let mut anew = std::process::Command::new(program);
    if let Some(name) = arguments.next() {
        anew.arg0(name);
    }
    // An error is all that it can give back; the window opens all the same.
    let _not_done = anew.args(arguments).env(VARIABLE, SETTINGS).exec();
}

/// Other systems give back what is freed by themselves.
#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
pub(super) fn ask_for_it() {}
