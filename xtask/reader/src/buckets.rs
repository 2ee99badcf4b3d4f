//! Texts' hashes in few buckets, and what each bucket weighs: the rarer, the more.

/// The buckets.
pub struct Buckets {
    /// The logarithm of their number.
    log: u32,
    /// What each weighs.
    pub rarity: Vec<f64>,
}

impl Buckets {
    /// Those of texts' hashes; `weigh` takes the logarithm of how rare a bucket is.
    pub fn new<'t>(log: u32, texts: impl ExactSizeIterator<Item = &'t [u32]>, weigh: impl Fn(f64) -> f64) -> Self {
        let mut out = Self { log, rarity: Vec::new() };
        let all = texts.len() as f64 + 1.0;
        let mut counts = vec![0_u32; 1 << log];
        for grams in texts {
            let mut places = out.places(grams);
            places.dedup();
            for place in places {
                if let Some(count) = counts.get_mut(place as usize) {
                    *count += 1;
                }
            }
        }
        out.rarity = counts.iter().map(|count| weigh((all / (1.0 + f64::from(*count))).ln())).collect();
        out
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        1 << self.log
    }

    /// The buckets of a text and what they weigh in it.
    pub fn cells(&self, grams: &[u32]) -> Vec<(u32, f32)> {
        let places = self.places(grams);
        let root = (places.len().max(1) as f64).sqrt();
        let runs = places.chunk_by(|a, b| a == b);
        runs.filter_map(|run| {
            let place = *run.first()?;
            Some((place, (run.len() as f64 * self.rarity.get(place as usize)? / root) as f32))
        })
        .collect()
    }

    fn places(&self, grams: &[u32]) -> Vec<u32> {
        let mut places: Vec<u32> = grams.iter().map(|hash| hash >> (32 - self.log)).collect();
        places.sort_unstable();
        places
    }
}
