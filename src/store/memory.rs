//! The in-memory twin: the same four tables, gone when the page is closed.

use super::StoreError;
use super::transaction::{Key, Table, Value};
use std::cell::RefCell;
use std::rc::Rc;

/// Sorted by place. A plain list: a handful of cases need no tree, and trees are large on the wire.
type Rows = Vec<((Table, Key), Value)>;

/// The tables.
#[derive(Default)]
pub(super) struct Memory {
    rows: Rc<RefCell<Rows>>,
}

impl Memory {
    /// The transaction works on a copy, so that leaving it half-way changes nothing.
    pub fn begin(&self) -> Transaction {
        Transaction { home: Rc::clone(&self.rows), rows: RefCell::new(self.rows.borrow().clone()) }
    }
}

/// A copy of the tables that takes their place when committed.
pub(super) struct Transaction {
    home: Rc<RefCell<Rows>>,
    rows: RefCell<Rows>,
}

fn find(rows: &Rows, table: Table, key: &Key) -> Result<usize, usize> {
    rows.binary_search_by(|((t, k), _)| t.cmp(&table).then_with(|| k.cmp(key)))
}

impl Transaction {
    pub fn get(&self, table: Table, key: &Key) -> Option<Value> {
        let rows = self.rows.borrow();
        find(&rows, table, key).ok().and_then(|at| rows.get(at)).map(|(_, value)| value.clone())
    }

    pub fn all(&self, table: Table, case: Option<&str>) -> Vec<Value> {
        let wanted = |(t, key): &(Table, Key)| *t == table && case.is_none_or(|case| case == key.case);
        self.rows.borrow().iter().filter(|(place, _)| wanted(place)).map(|(_, value)| value.clone()).collect()
    }

    pub fn add(&self, table: Table, key: Key, value: Value) -> Result<(), StoreError> {
        if self.get(table, &key).is_some() {
            // The browser's own words for it.
            let message = [table.name(), ": the key is taken"].concat();
            return Err(StoreError::Refused { name: "ConstraintError".to_owned(), message });
        }
        self.put(table, key, value);
        Ok(())
    }

    pub fn put(&self, table: Table, key: Key, value: Value) {
        let mut rows = self.rows.borrow_mut();
        match find(&rows, table, &key) {
            Ok(at) => {
                if let Some(row) = rows.get_mut(at) {
                    row.1 = value;
                }
            }
            Err(at) => rows.insert(at, ((table, key), value)),
        }
    }

    pub fn remove(&self, table: Table, key: &Key) {
        self.rows.borrow_mut().retain(|((t, k), _)| *t != table || k != key);
    }

    pub fn clear(&self, case: &str) {
        self.rows.borrow_mut().retain(|((_, key), _)| key.case != case);
    }

    pub fn commit(self) {
        self.home.replace(self.rows.into_inner());
    }
}
