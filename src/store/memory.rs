//! The in-memory twin: the same four tables, gone when the page is closed.

use super::StoreError;
use super::transaction::{Decide, Found, Key, Query, Scope, Table, Value, Write};
use std::cell::RefCell;

/// Sorted by place. A plain list: a handful of cases need no tree, and trees are large on the wire.
type Rows = Vec<((Table, Key), Value)>;

/// The tables.
#[derive(Default)]
pub(super) struct Memory(RefCell<Rows>);

impl Memory {
    /// Writes to a copy, which takes the tables' place only if all goes well.
    pub fn transact(&self, queries: &[Query], decide: Decide<'_>) -> Result<(), StoreError> {
        let mut rows = self.0.borrow().clone();
        let found = queries.iter().map(|query| {
            let covered = rows.iter().filter(|(place, _)| covers(query, place));
            (query.table, covered.map(|(_, value)| value.clone()).collect())
        });
        for write in decide(Found::new(found.collect()))? {
            apply(&mut rows, write)?;
        }
        self.0.replace(rows);
        Ok(())
    }
}

fn covers(query: &Query, (table, key): &(Table, Key)) -> bool {
    query.table == *table
        && match &query.scope {
            Scope::Everything => true,
            Scope::Case(case) => *case == key.case,
            Scope::One(one) => one == key,
        }
}

fn apply(rows: &mut Rows, write: Write) -> Result<(), StoreError> {
    let (fresh, place, value) = match write {
        Write::Remove(query) => {
            rows.retain(|(place, _)| !covers(&query, place));
            return Ok(());
        }
        Write::Add(table, key, value) => (true, (table, key), value),
        Write::Put(table, key, value) => (false, (table, key), value),
    };
    match rows.binary_search_by(|(there, _)| there.cmp(&place)) {
        // The browser's own name for it.
        Ok(_) if fresh => {
            let message = [place.0.name(), ": the key is taken"].concat();
            return Err(StoreError::Refused { name: "ConstraintError".to_owned(), message });
        }
        Ok(at) => {
            if let Some(row) = rows.get_mut(at) {
                row.1 = value;
            }
        }
        Err(at) => rows.insert(at, (place, value)),
    }
    Ok(())
}
