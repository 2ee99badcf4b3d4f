//! A small map in order of its keys: pairs in a sorted list. The standard library's B-tree costs 5 KB of WebAssembly for
//! every type of pair, and the maps of one case are short (docs/decisions/0008-lean-core.md).

use std::borrow::Borrow;

use crate::json::{self, Place, Writer};

/// A map in order of its keys, with the methods of [`std::collections::BTreeMap`] that the project uses; in JSON an
/// object. Reading takes log n steps. Writing a new key moves those after it, so it is made for some hundreds of pairs,
/// and for more where they come in order, as those of a file do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Map<K, V> {
    pairs: Vec<(K, V)>,
}

impl<K, V> Map<K, V> {
    /// An empty map.
    #[must_use]
    pub const fn new() -> Self {
        Self { pairs: Vec::new() }
    }

    /// How many pairs there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.pairs.len()
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }

    /// The pairs in order.
    pub fn iter(&self) -> Iter<'_, K, V> {
        self.pairs.iter().map(|(key, value)| (key, value))
    }

    /// The keys in order.
    pub fn keys(&self) -> impl Iterator<Item = &K> {
        self.pairs.iter().map(|(key, _)| key)
    }

    /// The values in order of their keys.
    pub fn values(&self) -> impl Iterator<Item = &V> {
        self.pairs.iter().map(|(_, value)| value)
    }

    /// The values in order of their keys, to change.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.pairs.iter_mut().map(|(_, value)| value)
    }

    /// Keeps the pairs that fit.
    pub fn retain(&mut self, mut fits: impl FnMut(&K, &mut V) -> bool) {
        self.pairs.retain_mut(|(key, value)| fits(key, value));
    }
}

impl<K: Ord, V> Map<K, V> {
    /// Where a key stands, or would.
    fn place<Q: Ord + ?Sized>(&self, key: &Q) -> Result<usize, usize>
    where
        K: Borrow<Q>,
    {
        self.pairs.binary_search_by(|(known, _)| known.borrow().cmp(key))
    }

    /// The value of a key.
    pub fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.pairs.get(self.place(key).ok()?).map(|(_, value)| value)
    }

    /// The value of a key, to change.
    pub fn get_mut<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        let place = self.place(key).ok()?;
        self.pairs.get_mut(place).map(|(_, value)| value)
    }

    /// Whether a key is here.
    pub fn contains_key<Q: Ord + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.place(key).is_ok()
    }

    /// Sets a key's value; the value that it had comes back.
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        match self.place(&key) {
            Ok(place) => self.pairs.get_mut(place).map(|pair| std::mem::replace(&mut pair.1, value)),
            Err(place) => {
                self.pairs.insert(place, (key, value));
                None
            }
        }
    }

    /// Takes a key out; its value comes back.
    pub fn remove<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        self.place(key).ok().map(|place| self.pairs.remove(place).1)
    }

    /// Changes a key's value, from its default where the key is new.
    pub fn update(&mut self, key: K, change: impl FnOnce(&mut V))
    where
        V: Default,
    {
        let place = match self.place(&key) {
            Ok(place) => place,
            Err(place) => {
                self.pairs.insert(place, (key, V::default()));
                place
            }
        };
        if let Some((_, value)) = self.pairs.get_mut(place) {
            change(value);
        }
    }
}

impl<K, V> Default for Map<K, V> {
    fn default() -> Self {
        Self::new()
    }
}

impl<K: Ord, V> Extend<(K, V)> for Map<K, V> {
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, pairs: I) {
        for (key, value) in pairs {
            self.insert(key, value);
        }
    }
}

impl<K: Ord, V> FromIterator<(K, V)> for Map<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(pairs: I) -> Self {
        let mut map = Self::new();
        map.extend(pairs);
        map
    }
}

impl<K: Ord, V, const N: usize> From<[(K, V); N]> for Map<K, V> {
    fn from(pairs: [(K, V); N]) -> Self {
        pairs.into_iter().collect()
    }
}

impl<K, V> IntoIterator for Map<K, V> {
    type Item = (K, V);
    type IntoIter = std::vec::IntoIter<(K, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.pairs.into_iter()
    }
}

/// A set in order: the keys of a [`Map`] alone, with the methods of [`std::collections::BTreeSet`] that the project uses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Set<K> {
    keys: Vec<K>,
}

impl<K> Set<K> {
    /// An empty set.
    #[must_use]
    pub const fn new() -> Self {
        Self { keys: Vec::new() }
    }
}

impl<K: Ord> Set<K> {
    /// Whether a key is in it.
    pub fn contains<Q: Ord + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.place(key).is_ok()
    }

    /// Puts a key in; whether it is new.
    pub fn insert(&mut self, key: K) -> bool {
        match self.place(&key) {
            Ok(_) => false,
            Err(place) => {
                self.keys.insert(place, key);
                true
            }
        }
    }

    /// Takes a key out; whether it was there.
    pub fn remove<Q: Ord + ?Sized>(&mut self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.place(key).map(|place| self.keys.remove(place)).is_ok()
    }

    /// Where a key stands, or would.
    fn place<Q: Ord + ?Sized>(&self, key: &Q) -> Result<usize, usize>
    where
        K: Borrow<Q>,
    {
        self.keys.binary_search_by(|known| known.borrow().cmp(key))
    }
}

impl<K> Default for Set<K> {
    fn default() -> Self {
        Self::new()
    }
}

impl<K: Ord> Extend<K> for Set<K> {
    fn extend<I: IntoIterator<Item = K>>(&mut self, keys: I) {
        for key in keys {
            self.insert(key);
        }
    }
}

impl<K: Ord, const N: usize> From<[K; N]> for Set<K> {
    fn from(keys: [K; N]) -> Self {
        let mut set = Self::new();
        set.extend(keys);
        set
    }
}

/// The pairs of a [`Map`], borrowed.
pub type Iter<'a, K, V> = std::iter::Map<std::slice::Iter<'a, (K, V)>, fn(&'a (K, V)) -> (&'a K, &'a V)>;

impl<'a, K, V> IntoIterator for &'a Map<K, V> {
    type Item = (&'a K, &'a V);
    type IntoIter = Iter<'a, K, V>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<K: AsRef<str>, V: json::Write> json::Write for Map<K, V> {
    fn write(&self, to: &mut Writer) {
        to.open();
        for (name, value) in self {
            to.field(name.as_ref(), value);
        }
        to.close();
    }
}

impl<V: json::Read> json::Read for Map<String, V> {
    fn read(from: &Place<'_>) -> Self {
        let mut map = Self::new();
        for (name, value) in from.entries() {
            map.insert(name.to_owned(), value);
        }
        map
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl<K, V: schemars::JsonSchema> schemars::JsonSchema for Map<K, V> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        std::collections::BTreeMap::<String, V>::schema_name()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        std::collections::BTreeMap::<String, V>::json_schema(generator)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;
    use proptest::prelude::*;

    /// What can be done to a map.
    #[derive(Clone, Debug)]
    enum Change {
        Insert(u8, u16),
        Remove(u8),
        Update(u8, u16),
        RetainBelow(u16),
    }

    fn change() -> impl Strategy<Value = Change> {
        prop_oneof![
            4 => (0..16_u8, any::<u16>()).prop_map(|(key, value)| Change::Insert(key, value)),
            2 => (0..16_u8).prop_map(Change::Remove),
            2 => (0..16_u8, any::<u16>()).prop_map(|(key, value)| Change::Update(key, value)),
            1 => any::<u16>().prop_map(Change::RetainBelow),
        ]
    }

    proptest! {
        #[test]
        fn it_does_what_a_tree_does(changes in prop::collection::vec(change(), 0..60)) {
            let (mut ours, mut tree) = (Map::new(), BTreeMap::new());
            for change in changes {
                match change {
                    Change::Insert(key, value) => prop_assert_eq!(ours.insert(key, value), tree.insert(key, value)),
                    Change::Remove(key) => prop_assert_eq!(ours.remove(&key), tree.remove(&key)),
                    Change::Update(key, by) => {
                        ours.update(key, |value: &mut u16| *value = value.wrapping_add(by));
                        let value = tree.entry(key).or_default();
                        *value = value.wrapping_add(by);
                    }
                    Change::RetainBelow(limit) => {
                        ours.retain(|_, value| *value < limit);
                        tree.retain(|_, value| *value < limit);
                    }
                }
                prop_assert!(ours.iter().eq(tree.iter()));
                for key in 0..16 {
                    prop_assert_eq!(ours.get(&key), tree.get(&key));
                    prop_assert_eq!(ours.contains_key(&key), tree.contains_key(&key));
                }
            }
        }

        #[test]
        fn a_set_does_what_a_tree_does(changes in prop::collection::vec((any::<bool>(), 0..16_u8), 0..60)) {
            let (mut ours, mut tree) = (Set::new(), BTreeSet::new());
            for (insert, key) in changes {
                if insert {
                    prop_assert_eq!(ours.insert(key), tree.insert(key));
                } else {
                    prop_assert_eq!(ours.remove(&key), tree.remove(&key));
                }
                for key in 0..16 {
                    prop_assert_eq!(ours.contains(&key), tree.contains(&key));
                }
            }
        }

        #[test]
        fn its_json_is_that_of_a_tree(pairs: Vec<(String, i32)>) {
            let ours: Map<_, _> = pairs.iter().cloned().collect();
            let tree: BTreeMap<_, _> = pairs.into_iter().collect();
            let text = json::write(&ours).unwrap();
            prop_assert_eq!(&text, &serde_json::to_string(&tree).unwrap());
            prop_assert_eq!(json::parse::<Map<String, i32>>(&text).unwrap(), ours);
        }
    }

    #[test]
    fn a_key_that_stands_twice_in_a_file_has_its_last_value() {
        let map: Map<String, u8> = json::parse(r#"{"b":1,"a":2,"b":3}"#).unwrap();
        assert!(map.into_iter().eq([("a".to_owned(), 2), ("b".to_owned(), 3)]));
    }
}
