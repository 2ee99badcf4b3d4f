//! Logistic regression of a few classes over sparse rows, with an L2 penalty, fitted by L-BFGS: no chance in it, so that
//! the same rows give the same weights.

/// Rows of places and values, one after another.
#[derive(Default)]
pub struct Sparse {
    /// Where each row begins, and the end of the last.
    pub starts: Vec<usize>,
    /// Places.
    pub places: Vec<u32>,
    /// Values.
    pub values: Vec<f32>,
    /// How many places there are.
    pub width: usize,
}

/// What a row teaches: its number, its class and what it weighs.
#[derive(Clone, Copy)]
pub struct Lesson {
    /// The row.
    pub row: usize,
    /// Its class.
    pub class: usize,
    /// What it weighs.
    pub weight: f64,
}

impl Sparse {
    /// Adds a row.
    pub fn push(&mut self, cells: impl Iterator<Item = (u32, f32)>) {
        if self.starts.is_empty() {
            self.starts.push(0);
        }
        for (place, value) in cells {
            self.places.push(place);
            self.values.push(value);
        }
        self.starts.push(self.places.len());
    }

    /// Without the places that are dropped.
    pub fn without(&self, dropped: &[bool]) -> Self {
        let mut out = Self { width: self.width, ..Self::default() };
        for row in self.starts.windows(2) {
            let &[from, to] = row else { continue };
            let places = self.places.get(from..to).unwrap_or_default();
            let values = self.values.get(from..to).unwrap_or_default();
            let kept = places.iter().zip(values).map(|(place, value)| (*place, *value));
            out.push(kept.filter(|(place, _)| !dropped.get(*place as usize).copied().unwrap_or(false)));
        }
        out
    }

    /// Which of the first `buckets` places matter least, all but the share that is kept.
    pub fn dropped<const CLASSES: usize>(&self, weights: &[f64], buckets: usize, keep: f64) -> Vec<bool> {
        let mut sizes = vec![0.0; buckets];
        for (place, value) in self.places.iter().zip(&self.values) {
            if let Some(size) = sizes.get_mut(*place as usize) {
                *size += f64::from(value * value);
            }
        }
        for (size, weights) in sizes.iter_mut().zip(weights.chunks(CLASSES)) {
            let spread: f64 = weights.iter().map(|weight| weight * weight).sum();
            *size *= spread;
        }
        let mut sorted = sizes.clone();
        sorted.sort_unstable_by(f64::total_cmp);
        let bound = sorted.get(((1.0 - keep) * sorted.len() as f64) as usize).copied().unwrap_or(0.0);
        sizes.iter().map(|size| *size < bound).collect()
    }

    fn row(&self, row: usize) -> impl Iterator<Item = (usize, f64)> {
        let from = self.starts.get(row).copied().unwrap_or(0);
        let to = self.starts.get(row + 1).copied().unwrap_or(from);
        let places = self.places.get(from..to).unwrap_or_default();
        let values = self.values.get(from..to).unwrap_or_default();
        places.iter().zip(values).map(|(place, value)| (*place as usize, f64::from(*value)))
    }

    /// The logits of a row.
    pub fn logits<const CLASSES: usize>(&self, row: usize, weights: &[f64]) -> [f64; CLASSES] {
        let mut logits = [0.0; CLASSES];
        for (place, value) in self.row(row) {
            let here = weights.get(place * CLASSES..).and_then(<[f64]>::first_chunk::<CLASSES>);
            for (logit, weight) in logits.iter_mut().zip(here.unwrap_or(&[0.0; CLASSES])) {
                *logit += weight * value;
            }
        }
        logits
    }

    /// The loss and its slope.
    fn loss<const CLASSES: usize>(&self, lessons: &[Lesson], penalty: f64, weights: &[f64], slope: &mut [f64]) -> f64 {
        let mut loss = 0.0;
        for (slope, weight) in slope.iter_mut().zip(weights) {
            *slope = penalty * weight;
            loss += 0.5 * penalty * weight * weight;
        }
        for lesson in lessons {
            let shares = softmax(self.logits::<CLASSES>(lesson.row, weights));
            loss -= lesson.weight * shares.get(lesson.class).copied().unwrap_or(1.0).max(1e-300).ln();
            let mut pull = [0.0; CLASSES];
            for (class, (pull, share)) in pull.iter_mut().zip(shares).enumerate() {
                *pull = lesson.weight * (share - f64::from(u8::from(class == lesson.class)));
            }
            for (place, value) in self.row(lesson.row) {
                if let Some(here) = slope.get_mut(place * CLASSES..).and_then(<[f64]>::first_chunk_mut::<CLASSES>) {
                    for (slope, pull) in here.iter_mut().zip(pull) {
                        *slope += pull * value;
                    }
                }
            }
        }
        loss
    }

    /// Fits the weights: `CLASSES` of them for each place.
    pub fn fit<const CLASSES: usize>(&self, lessons: &[Lesson], penalty: f64, rounds: usize) -> Vec<f64> {
        let count = self.width * CLASSES;
        let mut weights = vec![0.0; count];
        let mut slope = vec![0.0; count];
        let mut loss = self.loss::<CLASSES>(lessons, penalty, &weights, &mut slope);
        let mut memory: Vec<(Vec<f64>, Vec<f64>, f64)> = Vec::new();
        for _ in 0..rounds {
            let mut way: Vec<f64> = slope.iter().map(|slope| -slope).collect();
            let mut shares = Vec::new();
            for (step, change, one) in memory.iter().rev() {
                let share = dot(step, &way) * one;
                add(&mut way, change, -share);
                shares.push(share);
            }
            if let Some((step, change, _)) = memory.last() {
                let size = dot(step, change) / dot(change, change);
                way.iter_mut().for_each(|way| *way *= size);
            } else {
                let size = 1.0 / dot(&slope, &slope).sqrt().max(1e-12);
                way.iter_mut().for_each(|way| *way *= size);
            }
            for ((step, change, one), share) in memory.iter().zip(shares.into_iter().rev()) {
                let other = dot(change, &way) * one;
                add(&mut way, step, share - other);
            }
            let along = dot(&slope, &way);
            let mut size = 1.0;
            let mut next = vec![0.0; count];
            let mut next_slope = vec![0.0; count];
            let mut next_loss = f64::INFINITY;
            for _ in 0..20 {
                next.clone_from(&weights);
                add(&mut next, &way, size);
                next_loss = self.loss::<CLASSES>(lessons, penalty, &next, &mut next_slope);
                if next_loss <= loss + 1e-4 * size * along {
                    break;
                }
                size *= 0.5;
            }
            let done = (loss - next_loss) <= 1e-5 * loss.abs();
            let step: Vec<f64> = next.iter().zip(&weights).map(|(next, before)| next - before).collect();
            let change: Vec<f64> = next_slope.iter().zip(&slope).map(|(next, before)| next - before).collect();
            let one = dot(&step, &change);
            if one > 1e-12 {
                memory.push((step, change, 1.0 / one));
                if memory.len() > 8 {
                    memory.remove(0);
                }
            }
            (weights, slope, loss) = (next, next_slope, next_loss);
            if done {
                break;
            }
        }
        weights
    }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn add(to: &mut [f64], what: &[f64], times: f64) {
    to.iter_mut().zip(what).for_each(|(to, what)| *to += what * times);
}

/// Shares that sum to 1.
pub fn softmax<const CLASSES: usize>(logits: [f64; CLASSES]) -> [f64; CLASSES] {
    let most = logits.into_iter().fold(f64::NEG_INFINITY, f64::max);
    let raised = logits.map(|logit| (logit - most).exp());
    let all: f64 = raised.iter().sum();
    raised.map(|share| share / all)
}
