//! One small stable sort: the standard library's cost 5 KB of WebAssembly for every type of item that is sorted, and the
//! lists of one case are short (docs/decisions/0022-lean-core.md).

/// Sorts a list; items of which neither stands `before` the other keep their order. A merge sort, so that a desk that
/// sends its messages newest first costs no more than another: n log n steps.
pub fn sort<T>(list: &mut Vec<T>, before: impl Fn(&T, &T) -> bool) {
    let unsorted = std::mem::take(list);
    *list = sorted(unsorted, &before);
}

fn sorted<T>(mut left: Vec<T>, before: &impl Fn(&T, &T) -> bool) -> Vec<T> {
    if left.len() < 2 {
        return left;
    }
    let right = sorted(left.split_off(left.len() / 2), before);
    let left = sorted(left, before);
    let mut merged = Vec::with_capacity(left.len() + right.len());
    let mut right = right.into_iter().peekable();
    for item in left {
        while let Some(earlier) = right.next_if(|other| before(other, &item)) {
            merged.push(earlier);
        }
        merged.push(item);
    }
    merged.extend(right);
    merged
}

#[cfg(all(test, not(target_arch = "wasm32")))]
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
