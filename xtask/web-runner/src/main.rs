//! Runs wasm-bindgen tests in a browser; `.cargo/config.toml` names it as the runner of the wasm target.
//!
//! It is wasm-bindgen's own runner used as a library, so that the lockfile pins it and nobody has to install it.

fn main() -> anyhow::Result<()> {
    wasm_bindgen_cli::wasm_bindgen_test_runner::run_cli_with_args(std::env::args_os())
}
