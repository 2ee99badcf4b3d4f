//! One small stable sort: the standard library's cost 5 KB of WebAssembly for every type of item that is sorted, and the
//! lists of one case are short (docs/decisions/0008-lean-core.md).

/// Sorts a list; items of which neither stands `before` the other keep their order. A merge sort, so that a desk that
/// sends its messages newest first costs no more than another: n log n steps.
///
/// Only what touches the items is compiled for each type of them; the sorting itself is of their places, and is there once.
pub fn sort<T>(list: &mut [T], before: impl Fn(&T, &T) -> bool) {
    let stands_before = |a: usize, b: usize| match (list.get(a), list.get(b)) {
        (Some(a), Some(b)) => before(a, b),
        _ => false,
    };
    if list.len() < 2 {
        return;
    }
    for (a, b) in swaps(list.len(), &stands_before) {
        list.swap(a, b);
    }
}

/// The swaps that bring items into order, by their places at the start.
fn swaps(length: usize, before: &dyn Fn(usize, usize) -> bool) -> Vec<(usize, usize)> {
    let mut goals = vec![0; length];
    for (goal, place) in sorted((0..length).collect(), before).into_iter().enumerate() {
        if let Some(item) = goals.get_mut(place) {
            *item = goal;
        }
    }
    let mut swaps = Vec::new();
    for place in 0..length {
        // Each swap brings one item to its goal.
        while let Some(&goal) = goals.get(place)
            && goal != place
        {
            goals.swap(place, goal);
            swaps.push((place, goal));
        }
    }
    swaps
}

fn sorted(mut left: Vec<usize>, before: &dyn Fn(usize, usize) -> bool) -> Vec<usize> {
    if left.len() < 2 {
        return left;
    }
    let right = sorted(left.split_off(left.len() / 2), before);
    let left = sorted(left, before);
    let mut merged = Vec::with_capacity(left.len() + right.len());
    let mut right = right.into_iter().peekable();
    for item in left {
        while let Some(earlier) = right.next_if(|other| before(*other, item)) {
            merged.push(earlier);
        }
        merged.push(item);
    }
    merged.extend(right);
    merged
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_sorts_as_the_standard_library_does(list: Vec<(u8, u16)>) {
            let mut ours = list.clone();
            sort(&mut ours, |a, b| a.0 < b.0);
            let mut theirs = list;
            theirs.sort_by_key(|item| item.0);
            prop_assert_eq!(ours, theirs);
        }
    }
}
