//! `cargo xtask train` and `cargo xtask eval`: the reader's own program, built for speed.

use lexopt::Parser;

use crate::tools::{cargo, root, run as run_tool};

/// Hands over to the program in `xtask/reader`.
///
/// # Errors
/// When it does not build or fails.
pub fn run(verb: &str, mut arguments: Parser) -> anyhow::Result<()> {
    let rest = arguments.raw_args()?.collect::<Vec<_>>();
    run_tool(
        cargo()
            .current_dir(root())
            .args(["run", "--quiet", "--profile", "train", "--package", "reader", "--", verb])
            .args(rest),
    )
}
