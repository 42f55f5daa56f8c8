//! The `shadowline` program; everything is in the library.

fn main() -> std::process::ExitCode {
    shadowline::program::run()
}
