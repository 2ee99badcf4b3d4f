//! Measures.

/// Mean F1 of `classes` classes over pairs of what is and what was read.
pub fn macro_f1(pairs: &[(usize, usize)], classes: usize) -> f64 {
    let mut sum = 0.0;
    for class in 0..classes {
        let is = pairs.iter().filter(|pair| pair.0 == class).count() as f64;
        let read = pairs.iter().filter(|pair| pair.1 == class).count() as f64;
        let both = pairs.iter().filter(|pair| pair.0 == class && pair.1 == class).count() as f64;
        sum += if is + read > 0.0 { 2.0 * both / (is + read) } else { 0.0 };
    }
    sum / classes as f64
}

/// The share of pairs that agree.
pub fn accuracy(pairs: &[(usize, usize)]) -> f64 {
    pairs.iter().filter(|pair| pair.0 == pair.1).count() as f64 / pairs.len().max(1) as f64
}

/// The class with the largest share; the neutral one where two are alike.
pub fn best(shares: &[f64]) -> usize {
    let start = usize::from(shares.len() == 3);
    let mut found = (start, shares.get(start).copied().unwrap_or(0.0));
    for (class, share) in shares.iter().enumerate() {
        if *share > found.1 {
            found = (class, *share);
        }
    }
    found.0
}

/// How far, on the average over ten bands of the largest share, that share is from how often it is right.
pub fn calibration_error(shares: &[(usize, [f64; 3])]) -> f64 {
    let mut bands = [(0.0, 0.0, 0.0); 10];
    for (is, shares) in shares {
        let read = best(shares);
        let share = shares.get(read).copied().unwrap_or(0.0);
        if let Some(band) = bands.get_mut(((share * 10.0) as usize).min(9)) {
            band.0 += share;
            band.1 += f64::from(u8::from(read == *is));
            band.2 += 1.0;
        }
    }
    bands.iter().map(|(share, right, _)| f64::abs(share - right)).sum::<f64>() / shares.len().max(1) as f64
}

/// The mean; 0 of nothing.
pub fn mean(values: impl ExactSizeIterator<Item = f64>) -> f64 {
    let count = values.len().max(1) as f64;
    values.sum::<f64>() / count
}
