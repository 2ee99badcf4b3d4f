//! What only the second module asks of the script: moved to that module, so that the first one and its script need not
//! carry it up to the first verdict.
//!
//! All that the script gives is imported by the first module, since wasm-bindgen knows one module only; the second calls
//! functions of the first by their places in the table that both share. So a function of the script that nobody else calls
//! is moved together with the small functions around it that turn handles into values, and the second module puts them
//! into those very places when it is loaded.

mod encode;

use std::collections::{BTreeSet, HashMap, HashSet};

use anyhow::{Context as _, ensure};
use wasmparser::FuncType;

use encode::{First, Second, encoded};

use crate::parts::Parts;

/// What modules call the script's functions by: its module and, in it, their names.
pub struct Script<'s> {
    /// The module of those that the first module asks for.
    pub module: &'s str,
    /// What each function was called, and its number, which it is called by now.
    pub numbers: &'s HashMap<String, usize>,
}

/// What that module is called from now on.
pub const SHORT: &str = "_";

/// The places of the shared table that only the second module calls: the splitter gave them to functions of the first whose
/// address nobody had taken. `linked` is the module before it was split, `first` what was left of it; both with names.
///
/// # Errors
/// When the bytes are no WebAssembly modules.
pub fn lent(linked: &[u8], first: &[u8]) -> anyhow::Result<HashSet<u32>> {
    let (linked, first) = (Parts::of(linked)?, Parts::of(first)?);
    // What stands in front of an imported function in a table has its name and this.
    let name = |parts: &Parts<'_>, function: u32| {
        parts.names.get(&function).map(|name| name.trim_end_matches(" local_shim").to_owned())
    };
    let taken: HashSet<_> = linked.slots.iter().map(|(_, function)| name(&linked, *function)).collect();
    let is_lent = |function: u32| name(&first, function).is_some_and(|name| !taken.contains(&Some(name)));
    Ok(first.slots.iter().filter(|(_, function)| is_lent(*function)).map(|(slot, _)| *slot).collect())
}

/// What is moved of a first module.
pub struct Late<'m> {
    first: Parts<'m>,
    /// The functions that are moved, imported and own.
    moved: BTreeSet<u32>,
    /// The places that they are called by.
    slots: Vec<(u32, u32)>,
}

impl<'m> Late<'m> {
    /// Finds it. `lent` are the places that only the second module calls, `script` the module of the script's functions.
    ///
    /// # Errors
    /// When the bytes are no WebAssembly module.
    pub fn of(first: &'m [u8], lent: &HashSet<u32>, script: &str) -> anyhow::Result<Self> {
        let first = Parts::of(first)?;
        let mut roots: Vec<u32> = first.exports.keys().copied().chain(first.roots.iter().copied()).collect();
        roots.extend(first.slots.iter().filter(|(slot, _)| !lent.contains(slot)).map(|(_, function)| *function));
        let others = first.all().zip(&first.imports).filter(|(_, (module, _))| *module != script);
        roots.extend(others.map(|(function, _)| function));
        let mut kept = first.reached(roots)?;
        // What calls a function that stays can only go if that function has a name to be called by.
        loop {
            let mut stays = Vec::new();
            for function in first.all().filter(|function| !kept.contains(function)) {
                let calls = first.calls(function)?;
                let is_held = |called: &u32| kept.contains(called) && !first.exports.contains_key(called);
                if calls.iter().any(is_held) || !first.hands_over(function)? {
                    stays.push(function);
                }
            }
            if stays.is_empty() {
                break;
            }
            kept.extend(first.reached(stays)?);
        }
        let moved: BTreeSet<u32> = first.all().filter(|function| !kept.contains(function)).collect();
        let slots = first.slots.iter().copied().filter(|(_, function)| moved.contains(function)).collect();
        Ok(Self { first, moved, slots })
    }

    /// The names of the script's functions that are moved.
    pub fn names(&self) -> HashSet<&'m str> {
        self.first.imports.iter().enumerate().filter(|(at, _)| self.is_moved(*at)).map(|(_, import)| import.1).collect()
    }

    /// The types of the script's functions.
    pub fn types(&self) -> HashMap<&'m str, u32> {
        self.first.imports.iter().zip(&self.first.of_type).map(|(import, of_type)| (import.1, *of_type)).collect()
    }

    fn is_moved(&self, function: usize) -> bool {
        u32::try_from(function).is_ok_and(|function| self.moved.contains(&function))
    }

    /// The first module without it.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn first(&self, module: &[u8], script: &Script<'_>) -> anyhow::Result<Vec<u8>> {
        let mut kept: Vec<u32> = self.first.all().filter(|function| !self.moved.contains(function)).collect();
        // Those of the script by their numbers, own ones as they are.
        kept.sort_by_key(|function| match self.first.imports.get(*function as usize) {
            Some((_, name)) => script.numbers.get(*name).copied(),
            None => Some(usize::MAX),
        });
        // A place that is empty until the second module comes: what it has meanwhile is never called.
        let mut places = vec![0; self.first.count()];
        for (new, old) in (0..).zip(kept) {
            if let Some(place) = places.get_mut(old as usize) {
                *place = new;
            }
        }
        encoded(&mut First { late: self, script, places }, module)
    }

    /// The second module with it; `from` is the module of the script's functions that it then asks for.
    ///
    /// # Errors
    /// When it cannot be read, or is not as `wasm_split_cli_support` writes it.
    pub fn second(&self, module: &[u8], script: &Script<'_>, from: &str) -> anyhow::Result<Vec<u8>> {
        let second = Parts::of(module)?;
        let mut types: Vec<FuncType> = second.types.clone();
        let mut type_of = |function: u32| -> anyhow::Result<u32> {
            let own = self.first.type_of(function)?;
            let at = types.iter().position(|known| known == own).unwrap_or_else(|| {
                types.push(own.clone());
                types.len() - 1
            });
            Ok(u32::try_from(at)?)
        };
        let (mut imports, mut functions, mut places) = (Vec::new(), Vec::new(), HashMap::new());
        for function in &self.moved {
            for called in self.first.calls(*function)? {
                if let Some(name) = self.first.exports.get(&called)
                    && !self.moved.contains(&called)
                    && !places.contains_key(&called)
                {
                    places.insert(called, u32::try_from(imports.len())?);
                    imports.push(("__wasm_split".to_owned(), (*name).to_owned(), type_of(called)?));
                }
            }
            if let Some((_, name)) = self.first.imports.get(*function as usize) {
                let number = script.numbers.get(*name).with_context(|| format!("the script has no {name}"))?;
                places.insert(*function, u32::try_from(imports.len())?);
                imports.push((from.to_owned(), number.to_string(), type_of(*function)?));
            }
        }
        ensure!(second.imports.is_empty(), "the second module asks for functions of its own");
        let own = self.moved.iter().filter(|function| **function as usize >= self.first.imports.len());
        for (next, function) in (u32::try_from(imports.len() + second.count())?..).zip(own) {
            places.insert(*function, next);
            functions.push((*function, type_of(*function)?));
        }
        let new_types = types.split_off(second.types.len());
        encoded(&mut Second { late: self, types: new_types, imports, functions, places }, module)
    }
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{
        CodeSection, ConstExpr, ElementSection, Elements, EntityType, ExportKind, ExportSection, Function,
        FunctionSection, ImportSection, Instruction, Module, NameMap, NameSection, RefType, TableSection, TableType,
        TypeSection, ValType,
    };

    use super::*;

    const BEGIN: i32 = 1;

    const fn table(element_type: RefType) -> TableType {
        TableType { element_type, table64: false, minimum: 8, maximum: None, shared: false }
    }

    fn function(instructions: &[Instruction<'_>]) -> Function {
        let mut function = Function::new([]);
        for instruction in instructions {
            function.instruction(instruction);
        }
        function
    }

    /// A module that asks for `known` and `late` of a script and makes handles of their answers: `f` asks for the first, and
    /// what stands in the table for both.
    fn first() -> Vec<u8> {
        use Instruction::{Call, Drop, End, I32Const, TableGet};
        let mut types = TypeSection::new();
        types.ty().function([], []);
        types.ty().function([ValType::EXTERNREF], []);
        let mut imports = ImportSection::new();
        imports.import("script", "known", EntityType::Function(1)).import("script", "late", EntityType::Function(1));
        let (mut functions, mut code) = (FunctionSection::new(), CodeSection::new());
        for body in [
            // 2 is called from outside, and calls 3.
            function(&[Call(3), End]),
            function(&[I32Const(0), TableGet(1), Call(0), End]),
            // 4 hands a handle over, 5 does it for a function that others call too, 6 does more.
            function(&[Call(2), Call(1), End]),
            function(&[Call(3), End]),
            function(&[I32Const(0), Drop, End]),
        ] {
            functions.function(0);
            code.function(&body);
        }
        let mut tables = TableSection::new();
        tables.table(table(RefType::FUNCREF)).table(table(RefType::EXTERNREF));
        let mut exports = ExportSection::new();
        exports.export("f", ExportKind::Func, 2).export("handles", ExportKind::Table, 1);
        let mut elements = ElementSection::new();
        elements.active(None, &ConstExpr::i32_const(BEGIN), Elements::Functions(vec![3, 4, 5, 6].into()));
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&functions).section(&tables).section(&exports);
        module.section(&elements).section(&code);
        module.finish()
    }

    fn second() -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        imports.import("__wasm_split", "table", table(RefType::FUNCREF));
        let mut functions = FunctionSection::new();
        functions.function(0).function(0);
        let mut elements = ElementSection::new();
        elements.active(None, &ConstExpr::i32_const(5), Elements::Functions(vec![1].into()));
        let mut code = CodeSection::new();
        code.function(&function(&[Instruction::End])).function(&function(&[Instruction::Call(0), Instruction::End]));
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&functions).section(&elements).section(&code);
        module.finish()
    }

    #[test]
    fn what_only_the_second_module_asks_for_goes_to_it_and_stands_at_its_place() {
        let module = first();
        let late = Late::of(&module, &HashSet::from([2, 3, 4]), "script").unwrap();
        assert_eq!(late.names(), HashSet::from(["late"]));
        assert_eq!(late.types(), HashMap::from([("known", 1), ("late", 1)]));
        let numbers = HashMap::from([("known".to_owned(), 0), ("late".to_owned(), 7)]);
        let script = Script { module: "script", numbers: &numbers };

        let first = late.first(&module, &script).unwrap();
        let kept = Parts::of(&first).unwrap();
        assert_eq!(kept.imports, [(SHORT, "0")]);
        assert_eq!(kept.bodies.len(), 4);
        assert_eq!(kept.exports, HashMap::from([(1, "f")]));
        assert_eq!(kept.calls(1).unwrap(), [2]);
        // The place of what has gone is held by something else.
        assert_eq!(kept.slots, [(1, 2), (2, 0), (3, 3), (4, 4)]);

        let second = late.second(&second(), &script, "list").unwrap();
        let whole = Parts::of(&second).unwrap();
        assert_eq!(whole.imports, [("list", "7"), ("__wasm_split", "f")]);
        // Its own functions call one another as before; the one that was moved calls what it did.
        assert_eq!(whole.slots, [(5, 3), (2, 4)]);
        assert_eq!(whole.calls(3).unwrap(), [2]);
        assert_eq!(whole.calls(4).unwrap(), [1, 0]);
        assert_eq!(whole.type_of(0).unwrap(), late.first.type_of(1).unwrap());
    }

    #[test]
    fn what_others_call_too_stays() {
        let module = first();
        assert!(Late::of(&module, &HashSet::from([1, 3]), "script").unwrap().names().is_empty());
        assert!(Late::of(&module, &HashSet::from([2]), "other").unwrap().names().is_empty());
        assert!(Late::of(b"<!doctype html>", &HashSet::new(), "script").is_err());
    }

    #[test]
    fn places_are_lent_that_were_none_before_the_module_was_split() {
        let module = |slots: &[u32], named: &[&str]| {
            let mut types = TypeSection::new();
            types.ty().function([], []);
            let (mut functions, mut code, mut names) = (FunctionSection::new(), CodeSection::new(), NameMap::new());
            for (at, name) in (0..).zip(named) {
                functions.function(0);
                code.function(&function(&[Instruction::End]));
                names.append(at, name);
            }
            let mut elements = ElementSection::new();
            elements.active(None, &ConstExpr::i32_const(BEGIN), Elements::Functions(slots.to_vec().into()));
            let mut naming = NameSection::new();
            naming.functions(&names);
            let mut module = Module::new();
            module.section(&types).section(&functions).section(&elements).section(&code).section(&naming);
            module.finish()
        };
        let linked = module(&[0, 1], &["a", "b", "c"]);
        let first = module(&[2, 0, 1], &["c", "d", "b local_shim"]);
        assert_eq!(lent(&linked, &first).unwrap(), HashSet::from([2, 3]));
    }
}
