//! The functions of a module in an order in which it compresses well: those of one type together, and among them those
//! that begin alike; and the locals of each as `locals.rs` numbers them. What a module does does not depend on it.

use std::convert::Infallible;

use anyhow::Context as _;
use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{CodeSection, FunctionSection, Module};
use wasmparser::{CodeSectionReader, CustomSectionReader, FunctionSectionReader, Parser, Payload, TypeRef};

use crate::locals;

/// The module with its functions and locals in that order, and without what only linkers ask for.
///
/// # Errors
/// When the bytes are no WebAssembly module.
pub fn compressible(module: &[u8]) -> anyhow::Result<Vec<u8>> {
    // Functions call others by their places, so what begins alike changes a little with each new order.
    ordered(&ordered(&ordered(&locals::by_use(module)?)?)?)
}

fn ordered(module: &[u8]) -> anyhow::Result<Vec<u8>> {
    let mut order = Order::of(module).context("not a WebAssembly module")?;
    let mut ordered = Module::new();
    let done = order.parse_core_module(&mut ordered, Parser::new(0), module);
    done.map_err(|error| anyhow::anyhow!("cannot put a module's functions in order: {error}"))?;
    Ok(ordered.finish())
}

struct Order {
    /// Where each function of the old order stands in the new one; imported ones come first and stay.
    places: Vec<u32>,
    /// The module's own functions in the new order, by their place among them in the old one.
    own: Vec<usize>,
}

impl Order {
    fn of(module: &[u8]) -> anyhow::Result<Self> {
        let (mut imported, mut types, mut bodies) = (0, Vec::new(), Vec::new());
        for payload in Parser::new(0).parse_all(module) {
            match payload? {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        imported += usize::from(matches!(import?.ty, TypeRef::Func(_)));
                    }
                }
                Payload::FunctionSection(functions) => types = functions.into_iter().collect::<Result<_, _>>()?,
                Payload::CodeSectionEntry(body) => bodies.push(body.as_bytes()),
                _ => {}
            }
        }
        let mut own: Vec<usize> = (0..bodies.len()).collect();
        own.sort_by_key(|function| (types.get(*function), bodies.get(*function)));
        let mut places: Vec<u32> = (0..u32::try_from(imported + own.len())?).collect();
        for (new, old) in own.iter().enumerate() {
            if let Some(place) = places.get_mut(imported + old) {
                *place = u32::try_from(imported + new)?;
            }
        }
        Ok(Self { places, own })
    }
}

impl Reencode for Order {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error<Infallible>> {
        Ok(self.places.get(function as usize).copied().unwrap_or(function))
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        let types = section.into_iter().collect::<Result<Vec<u32>, _>>()?;
        for own in &self.own {
            functions.function(types.get(*own).copied().unwrap_or_default());
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        let bodies = section.into_iter().collect::<Result<Vec<_>, _>>()?;
        for own in self.own.clone() {
            if let Some(body) = bodies.get(own) {
                self.parse_function_body(code, body.clone())?;
            }
        }
        Ok(())
    }

    fn parse_custom_section(
        &mut self,
        module: &mut Module,
        section: CustomSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        if section.name() == "target_features" { Ok(()) } else { utils::parse_custom_section(self, module, section) }
    }
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{ExportKind, ExportSection, TypeSection, ValType};

    use super::*;

    /// The bytes of each function's body, by what it is exported as.
    fn exported(module: &[u8]) -> Vec<(String, Vec<u8>)> {
        let (mut names, mut bodies) = (Vec::new(), Vec::new());
        for payload in Parser::new(0).parse_all(module) {
            match payload.unwrap() {
                Payload::ExportSection(exports) => {
                    names = exports
                        .into_iter()
                        .map(|export| export.unwrap())
                        .map(|e| (e.name.to_owned(), e.index))
                        .collect();
                }
                Payload::CodeSectionEntry(body) => bodies.push(body.as_bytes().to_vec()),
                _ => {}
            }
        }
        names.into_iter().map(|(name, index)| (name, bodies[index as usize].clone())).collect()
    }

    #[test]
    fn functions_of_one_type_stand_together_and_are_called_as_before() {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        types.ty().function([ValType::I32], []);
        let (mut functions, mut exports, mut code) = (FunctionSection::new(), ExportSection::new(), CodeSection::new());
        for (index, (name, of_type, body)) in
            [("a", 0, &b"\0\x01\x0b"[..]), ("b", 1, b"\0\x10\x02\x0b"), ("c", 0, b"\0\x0b")].into_iter().enumerate()
        {
            functions.function(of_type);
            exports.export(name, ExportKind::Func, u32::try_from(index).unwrap());
            code.raw(body);
        }
        let mut module = Module::new();
        module.section(&types).section(&functions).section(&exports).section(&code);

        let found = exported(&compressible(&module.finish()).unwrap());
        // `c` is the second function now, and is called as such.
        let body = |bytes: &[u8]| bytes.to_vec();
        let (a, b, c) = (body(b"\0\x01\x0b"), body(b"\0\x10\x01\x0b"), body(b"\0\x0b"));
        assert_eq!(found, [("a".to_owned(), a), ("b".to_owned(), b), ("c".to_owned(), c)]);
        assert!(compressible(b"<!doctype html>").is_err());
    }
}
