//! What a choice is judged by (docs/reader.md): a measure, and goals that bound it.

use crate::measure::mean;

/// The measure's parts and the goals that were missed.
#[derive(Default)]
pub struct Goals {
    parts: Vec<(&'static str, f64)>,
    missed: Vec<String>,
}

impl Goals {
    /// A part of the measure, macro-F1 0 to 1.
    pub fn part(&mut self, name: &'static str, score: f64) {
        self.parts.push((name, score));
    }

    /// What must be at least so much.
    pub fn least(&mut self, name: &str, value: f64, bound: f64) {
        if value < bound {
            self.missed.push(format!("{name} {value:.3} is below {bound:.3}"));
        }
    }

    /// What may be at most so much.
    pub fn most(&mut self, name: &str, value: f64, bound: f64) {
        if value > bound {
            self.missed.push(format!("{name} {value:.3} is above {bound:.3}"));
        }
    }

    /// Prints both.
    pub fn print(&self) {
        print!("\nMeasure {:.2}: mean of", 100.0 * mean(self.parts.iter().map(|(_, score)| *score)));
        self.parts.iter().for_each(|(name, score)| print!(" | {name} {:.2}", 100.0 * score));
        println!();
        match self.missed.as_slice() {
            [] => println!("All goals are met."),
            missed => println!("Goals missed: {}", missed.join("; ")),
        }
    }
}
