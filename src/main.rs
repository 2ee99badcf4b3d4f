//! The static site and the widget.

fn main() {}
