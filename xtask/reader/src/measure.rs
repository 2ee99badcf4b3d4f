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

/// How far, on the average over ten bands of a share, that share is from how often it is right; and how far chance alone
/// puts perfect shares of so many rows (a band's sum strays as a normal does).
pub fn calibration(told: impl Iterator<Item = (f64, bool)>) -> [f64; 2] {
    let mut bands = [[0.0; 2]; 10];
    let mut rows = 0.0;
    for (share, right) in told {
        if let Some([error, spread]) = bands.get_mut(((share * 10.0) as usize).min(9)) {
            *error += share - f64::from(u8::from(right));
            *spread += share * (1.0 - share);
        }
        rows += 1.0;
    }
    let sum = |of: &dyn Fn([f64; 2]) -> f64| bands.iter().map(|band| of(*band)).sum::<f64>() / f64::max(rows, 1.0);
    [sum(&|[error, _]| error.abs()), sum(&|[_, spread]| (spread * core::f64::consts::FRAC_2_PI).sqrt())]
}

/// The same of the class that is read, by its share.
pub fn top_calibration(shares: &[(usize, [f64; 3])]) -> [f64; 2] {
    calibration(shares.iter().map(|(is, shares)| {
        let read = best(shares);
        (shares.get(read).copied().unwrap_or(0.0), read == *is)
    }))
}

/// The mean error of all three classes, read or not.
pub fn class_calibration(shares: &[(usize, [f64; 3])]) -> f64 {
    let of = |class: usize| {
        let [error, _] =
            calibration(shares.iter().map(|(is, shares)| (shares.get(class).copied().unwrap_or(0.0), class == *is)));
        error
    };
    mean([0, 1, 2].into_iter().map(of))
}

/// The mean; 0 of nothing.
pub fn mean(values: impl ExactSizeIterator<Item = f64>) -> f64 {
    let count = values.len().max(1) as f64;
    values.sum::<f64>() / count
}
