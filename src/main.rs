//! The door: everything else is in the library.

fn main() -> std::process::ExitCode {
    lacuna::cli::main()
}
