//! The functions of a module in an order in which it compresses well: those of one type together, and among them each
//! after the one that it is most like; each once (`merge.rs`), and its locals as `locals.rs` numbers them. What a module does
//! does not depend on it.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::convert::Infallible;

use anyhow::Context as _;
use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{CodeSection, FunctionSection, Module};
use wasmparser::{CodeSectionReader, CustomSectionReader, FunctionSectionReader, Parser};

use crate::parts::Parts;
use crate::{locals, merge};

/// The module with its functions and locals in that order, each function once, and without what only linkers ask for.
///
/// # Errors
/// When the bytes are no WebAssembly module.
pub fn compressible(module: &[u8]) -> anyhow::Result<Vec<u8>> {
    // Functions call others by their places, so what is alike changes a little with each new order.
    ordered(&ordered(&ordered(&merge::merged(&locals::by_use(module)?)?)?)?)
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
        let parts = Parts::of(module)?;
        let imported = parts.imports.len();
        let mut kinds: BTreeMap<u32, Vec<(usize, &[u8])>> = BTreeMap::new();
        for (function, (of_type, body)) in parts.of_type.iter().skip(imported).zip(&parts.bodies).enumerate() {
            kinds.entry(*of_type).or_default().push((function, body.as_bytes()));
        }
        let own: Vec<usize> = kinds.into_values().flat_map(by_likeness).collect();
        let mut places: Vec<u32> = (0..u32::try_from(imported + own.len())?).collect();
        for (new, old) in own.iter().enumerate() {
            if let Some(place) = places.get_mut(imported + old) {
                *place = u32::try_from(imported + new)?;
            }
        }
        Ok(Self { places, own })
    }
}

/// Functions of one type, with their bodies, beginning with the shortest and each after the one that it is most like.
fn by_likeness(mut functions: Vec<(usize, &[u8])>) -> Vec<usize> {
    functions.sort_by_key(|(_, body)| (body.len(), *body));
    let mut left: Vec<(usize, Runs)> = functions.into_iter().map(|(at, body)| (at, Runs::of(body))).collect();
    let mut order = Vec::with_capacity(left.len());
    let mut next = 0;
    while next < left.len() {
        let (function, runs) = left.remove(next);
        order.push(function);
        let like = |(at, (_, other)): (usize, &(usize, Runs))| (runs.likeness(other), Reverse(at));
        next = left.iter().enumerate().map(like).max().map_or(0, |(_, Reverse(at))| at);
    }
    order
}

/// Which runs of four bytes a body has, as a set of their hashes.
struct Runs {
    bits: [u64; 128],
    count: u32,
}

impl Runs {
    fn of(body: &[u8]) -> Self {
        let mut bits = [0; 128];
        for run in body.array_windows() {
            // Knuth's multiplier; of its product the upper bits are the good ones.
            let hash = u32::from_le_bytes(*run).wrapping_mul(2_654_435_761) >> 19;
            if let Some(word) = bits.get_mut(hash as usize / 64) {
                *word |= 1_u64 << (hash % 64);
            }
        }
        Self { bits, count: bits.iter().map(|word| word.count_ones()).sum() }
    }

    /// How much of what either has both have: parts of a hundred thousand.
    fn likeness(&self, other: &Self) -> u32 {
        let both: u32 = self.bits.iter().zip(&other.bits).map(|(one, two)| (one & two).count_ones()).sum();
        both * 100_000 / (self.count + other.count - both + 1)
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
    use wasmparser::Payload;

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
    fn a_function_follows_the_one_that_it_is_most_like() {
        let bodies: [&[u8]; 5] = [b"get put set", b"add sub mul", b"get put set add", b"0", b"sub mul div"];
        assert_eq!(by_likeness(bodies.into_iter().enumerate().collect()), [3, 1, 4, 0, 2]);
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
        // `c`, the shortest, is the first function now, and is called as such.
        let body = |bytes: &[u8]| bytes.to_vec();
        let (a, b, c) = (body(b"\0\x01\x0b"), body(b"\0\x10\0\x0b"), body(b"\0\x0b"));
        assert_eq!(found, [("a".to_owned(), a), ("b".to_owned(), b), ("c".to_owned(), c)]);
        assert!(compressible(b"<!doctype html>").is_err());
    }
}
