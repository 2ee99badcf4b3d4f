//! How likely notice is within so many weeks.
