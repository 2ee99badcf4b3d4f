//! As much of a module as tells who calls whom.

use std::collections::{HashMap, HashSet};

use anyhow::{Context as _, bail};
use wasmparser::{
    ConstExpr, ElementItems, ElementKind, ExternalKind, FuncType, FunctionBody, KnownCustom, Name, Operator, Parser,
    Payload, TypeRef,
};

/// As much of a module as tells who calls whom.
pub struct Parts<'m> {
    pub types: Vec<FuncType>,
    /// Imported functions: module and name.
    pub imports: Vec<(&'m str, &'m str)>,
    /// The types of functions, imported ones first.
    pub of_type: Vec<u32>,
    pub bodies: Vec<FunctionBody<'m>>,
    pub exports: HashMap<u32, &'m str>,
    /// Which function stands at which place of the first table.
    pub slots: Vec<(u32, u32)>,
    /// What else is called from outside.
    pub roots: Vec<u32>,
    pub names: HashMap<u32, &'m str>,
    /// The second table's name, by which others have it.
    pub handles: Option<&'m str>,
}

impl<'m> Parts<'m> {
    pub fn of(module: &'m [u8]) -> anyhow::Result<Self> {
        let mut parts = Self {
            types: Vec::new(),
            imports: Vec::new(),
            of_type: Vec::new(),
            bodies: Vec::new(),
            exports: HashMap::new(),
            slots: Vec::new(),
            roots: Vec::new(),
            names: HashMap::new(),
            handles: None,
        };
        for payload in Parser::new(0).parse_all(module) {
            parts.add(payload?).context("not a module of ours")?;
        }
        Ok(parts)
    }

    fn add(&mut self, payload: Payload<'m>) -> anyhow::Result<()> {
        match payload {
            Payload::TypeSection(section) => {
                for of_type in section.into_iter_err_on_gc_types() {
                    self.types.push(of_type?);
                }
            }
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    let import = import?;
                    if let TypeRef::Func(of_type) = import.ty {
                        self.imports.push((import.module, import.name));
                        self.of_type.push(of_type);
                        // The section of names leaves those out that are their own.
                        self.names.insert(u32::try_from(self.imports.len())? - 1, import.name);
                    }
                }
            }
            Payload::FunctionSection(section) => {
                for of_type in section {
                    self.of_type.push(of_type?);
                }
            }
            Payload::ExportSection(section) => {
                for export in section {
                    let export = export?;
                    match export.kind {
                        ExternalKind::Func => _ = self.exports.insert(export.index, export.name),
                        ExternalKind::Table if export.index == 1 => self.handles = Some(export.name),
                        _ => {}
                    }
                }
            }
            Payload::StartSection { func, .. } => self.roots.push(func),
            Payload::ElementSection(section) => {
                for element in section {
                    let element = element?;
                    let ElementItems::Functions(functions) = element.items else { continue };
                    let start = match element.kind {
                        ElementKind::Active { table_index: None | Some(0), offset_expr } => Some(number(&offset_expr)?),
                        _ => None,
                    };
                    for (at, function) in (0..).zip(functions) {
                        match start {
                            Some(start) => self.slots.push((start + at, function?)),
                            None => self.roots.push(function?),
                        }
                    }
                }
            }
            Payload::CodeSectionEntry(body) => self.bodies.push(body),
            Payload::CustomSection(section) => {
                if let KnownCustom::Name(names) = section.as_known() {
                    for subsection in names {
                        let Ok(Name::Function(functions)) = subsection else { continue };
                        for naming in functions {
                            let naming = naming?;
                            self.names.insert(naming.index, naming.name);
                        }
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    pub const fn count(&self) -> usize {
        self.imports.len() + self.bodies.len()
    }

    pub fn all(&self) -> impl Iterator<Item = u32> + use<> {
        (0..).take(self.count())
    }

    pub fn type_of(&self, function: u32) -> anyhow::Result<&FuncType> {
        let of_type = self.of_type.get(function as usize).context("a function of no type")?;
        self.types.get(*of_type as usize).context("a type that is not there")
    }

    pub fn body(&self, function: u32) -> Option<&FunctionBody<'m>> {
        self.bodies.get((function as usize).checked_sub(self.imports.len())?)
    }

    /// What a function calls, or has the address of.
    pub fn calls(&self, function: u32) -> anyhow::Result<Vec<u32>> {
        let mut calls = Vec::new();
        if let Some(body) = self.body(function) {
            for operator in body.get_operators_reader()? {
                if let Operator::Call { function_index } | Operator::RefFunc { function_index } = operator? {
                    calls.push(function_index);
                }
            }
        }
        Ok(calls)
    }

    /// Whether all that a function does is to hand its arguments on, as values of the second table or taken from there.
    pub fn hands_over(&self, function: u32) -> anyhow::Result<bool> {
        use Operator::{Call, Drop, End, LocalGet, LocalSet, LocalTee, TableGet, TableSet};
        let Some(body) = self.body(function) else { return Ok(true) };
        for operator in body.get_operators_reader()? {
            match operator? {
                Call { .. } | Drop | End | LocalGet { .. } | LocalSet { .. } | LocalTee { .. } => {}
                TableGet { table: 1 } | TableSet { table: 1 } => {}
                _ => return Ok(false),
            }
        }
        Ok(true)
    }

    pub fn reached(&self, mut roots: Vec<u32>) -> anyhow::Result<HashSet<u32>> {
        let mut reached = HashSet::new();
        while let Some(function) = roots.pop() {
            if reached.insert(function) {
                roots.append(&mut self.calls(function)?);
            }
        }
        Ok(reached)
    }
}

/// What a constant expression of one number says.
fn number(offset: &ConstExpr<'_>) -> anyhow::Result<u32> {
    let mut operators = offset.get_operators_reader();
    match operators.read()? {
        Operator::I32Const { value } => Ok(u32::try_from(value)?),
        other => bail!("a place that is no number: {other:?}"),
    }
}
