//! What only the second module makes and takes apart, but the first carries too: it can hand it on and let go of it without
//! the code that knows what is in it.

use std::fmt;
use std::ops::Deref;

/// A value that is carried.
pub struct Carried<T>(Box<dyn Carry<T>>);

trait Carry<T> {
    fn value(&self) -> &T;
    fn copy(&self) -> Carried<T>;
    fn take(self: Box<Self>) -> T;
}

struct Value<T>(T);

impl<T: Clone + 'static> Carry<T> for Value<T> {
    fn value(&self) -> &T {
        &self.0
    }

    fn copy(&self) -> Carried<T> {
        Carried::new(self.0.clone())
    }

    fn take(self: Box<Self>) -> T {
        self.0
    }
}

impl<T> Carried<T> {
    /// Carries a value: what calls this knows what is in it.
    pub fn new(value: T) -> Self
    where
        T: Clone + 'static,
    {
        Self(Box::new(Value(value)))
    }

    /// The value.
    #[must_use]
    pub fn take(self) -> T {
        self.0.take()
    }
}

impl<T> Clone for Carried<T> {
    fn clone(&self) -> Self {
        self.0.copy()
    }
}

impl<T> Deref for Carried<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.0.value()
    }
}

impl<T: PartialEq> PartialEq for Carried<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T> fmt::Debug for Carried<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Carried")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_arrives_as_it_was_sent() {
        let sent = Carried::new(vec![1, 2]);
        let copy = sent.clone();
        assert!(sent == copy && sent.len() == 2);
        assert_eq!(copy.take(), [1, 2]);
        assert_eq!(sent.take(), [1, 2]);
    }
}
