//! What only the second module makes, but the state holds: the first can share it and let go of it without the code that
//! takes it apart, which is large for playbooks and rules.

use std::borrow::Borrow;
use std::fmt;
use std::ops::Deref;
use std::rc::Rc;

/// A shared value that is not here yet, or never changes.
pub struct Shared<T: ?Sized>(Option<Rc<dyn Borrow<T>>>);

/// What stands for a value that is not here yet.
pub trait Empty: 'static {
    /// Nothing.
    fn empty() -> &'static Self;
}

impl<T: 'static> Empty for [T] {
    fn empty() -> &'static Self {
        &[]
    }
}

impl<T: ?Sized> Shared<T> {
    /// Shares a value.
    pub fn new(value: impl Borrow<T> + 'static) -> Self {
        Self(Some(Rc::new(value)))
    }
}

impl<T: ?Sized> Default for Shared<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T: ?Sized> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T: ?Sized + Empty> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        match &self.0 {
            Some(value) => (**value).borrow(),
            None => T::empty(),
        }
    }
}

impl<T: ?Sized> fmt::Debug for Shared<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Shared").field("is_here", &self.0.is_some()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clones_share_one_value_and_before_it_is_here_there_is_none() {
        assert!(Shared::<[u8]>::default().is_empty());
        let value: Shared<[u8]> = Shared::new(vec![1, 2]);
        let other = value.clone();
        assert_eq!(*other, [1, 2]);
        assert_eq!(value.as_ptr(), other.as_ptr());
    }
}
