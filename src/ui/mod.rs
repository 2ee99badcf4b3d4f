//! What people see. State and its reducer are pure and tested natively; views are functions of state; effects
//! (storage, files, clipboard) happen at one place, [`app`].

pub mod route;
