//! Functions of a module that are the same, or that only call another with what they are called with, once. Compilers leave
//! some: those of other types that come out alike, and what stands between wasm-bindgen's, the splitter's and our own.

use std::collections::{HashMap, HashSet};
use std::convert::Infallible;

use anyhow::Context as _;
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{CodeSection, FunctionSection, Module};
use wasmparser::{CodeSectionReader, FunctionSectionReader, Operator, Parser};

use crate::parts::Parts;

/// The module with each function once.
///
/// # Errors
/// When the bytes are no WebAssembly module.
pub fn merged(module: &[u8]) -> anyhow::Result<Vec<u8>> {
    let mut module = module.to_vec();
    // What calls the same by two names is the same only once that has one.
    while let Some(mut merge) = Merge::of(&module).context("not a WebAssembly module")? {
        let mut merged = Module::new();
        let done = merge.parse_core_module(&mut merged, Parser::new(0), &module);
        done.map_err(|error| anyhow::anyhow!("cannot merge a module's functions: {error}"))?;
        module = merged.finish();
    }
    Ok(module)
}

struct Merge {
    /// Where each function stands now, or the one that does what it did.
    places: Vec<u32>,
    /// Whether each of the module's own functions stays.
    stays: Vec<bool>,
}

impl Merge {
    /// `None` where nothing is left to merge.
    fn of(module: &[u8]) -> anyhow::Result<Option<Self>> {
        let parts = Parts::of(module)?;
        let mut instead: HashMap<u32, u32> = HashMap::new();
        // What stands for others stays, so that no two stand for one another.
        let mut stays: HashSet<u32> = HashSet::new();
        let mut seen = HashMap::new();
        for function in parts.all() {
            let Some(body) = parts.body(function) else { continue };
            let of_type = parts.of_type.get(function as usize).copied();
            let same = seen.entry((of_type, body.as_bytes())).or_insert(function);
            let other = match hands_on(&parts, function)? {
                Some(other) => other,
                None => *same,
            };
            if other != function && !instead.contains_key(&other) && !stays.contains(&function) {
                instead.insert(function, other);
                stays.insert(other);
            }
        }
        if instead.is_empty() {
            return Ok(None);
        }
        let (mut places, mut next) = (Vec::new(), 0);
        for function in parts.all() {
            places.push(next);
            next += u32::from(!instead.contains_key(&function));
        }
        let place = |function: u32| places.get(function as usize).copied().unwrap_or_default();
        let merged = parts.all().map(|function| place(instead.get(&function).copied().unwrap_or(function))).collect();
        let own = parts.all().skip(parts.imports.len());
        Ok(Some(Self { places: merged, stays: own.map(|function| !instead.contains_key(&function)).collect() }))
    }
}

/// The function that one calls, and does nothing else.
fn hands_on(parts: &Parts<'_>, function: u32) -> anyhow::Result<Option<u32>> {
    let Some(body) = parts.body(function) else { return Ok(None) };
    let arguments = u32::try_from(parts.type_of(function)?.params().len())?;
    let mut operators = body.get_operators_reader()?;
    for argument in 0..arguments {
        if !matches!(operators.read()?, Operator::LocalGet { local_index } if local_index == argument) {
            return Ok(None);
        }
    }
    let Operator::Call { function_index } = operators.read()? else { return Ok(None) };
    let is_all = matches!(operators.read()?, Operator::End) && operators.eof();
    let is_like = parts.type_of(function_index)? == parts.type_of(function)?;
    Ok(Some(function_index).filter(|_| is_all && is_like))
}

impl Reencode for Merge {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error<Infallible>> {
        Ok(self.places.get(function as usize).copied().unwrap_or(function))
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        for (of_type, stays) in section.into_iter().zip(&self.stays) {
            if *stays {
                functions.function(of_type?);
            }
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        for (body, stays) in section.into_iter().zip(self.stays.clone()) {
            if stays {
                self.parse_function_body(code, body?)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{
        ConstExpr, ElementSection, Elements, ExportKind, ExportSection, Function, Instruction, TypeSection, ValType,
    };

    use super::*;

    #[test]
    fn what_does_the_same_is_there_once_and_called_in_its_place() {
        use Instruction::{Call, Drop, End, I32Const, LocalGet};
        let mut types = TypeSection::new();
        types.ty().function([ValType::I32], []);
        types.ty().function([], []);
        let (mut functions, mut code) = (FunctionSection::new(), CodeSection::new());
        for (of_type, body) in [
            (0, vec![LocalGet(0), Drop, End]),
            // Calls the first, and nothing else; so does what calls it.
            (0, vec![LocalGet(0), Call(0), End]),
            (0, vec![LocalGet(0), Call(1), End]),
            // The same but for whom they call, who are the same.
            (1, vec![I32Const(7), Call(0), End]),
            (1, vec![I32Const(7), Call(2), End]),
            // Of another type, and never done: both stay.
            (1, vec![End]),
            (0, vec![LocalGet(0), Call(6), End]),
        ] {
            functions.function(of_type);
            let mut function = Function::new([]);
            for instruction in &body {
                function.instruction(instruction);
            }
            code.function(&function);
        }
        let mut exports = ExportSection::new();
        exports.export("f", ExportKind::Func, 4).export("never", ExportKind::Func, 6);
        let mut elements = ElementSection::new();
        elements.active(None, &ConstExpr::i32_const(0), Elements::Functions((0..7).collect::<Vec<_>>().into()));
        let mut module = Module::new();
        module.section(&types).section(&functions).section(&exports).section(&elements).section(&code);

        let merged = merged(&module.finish()).unwrap();
        let parts = Parts::of(&merged).unwrap();
        assert_eq!(parts.bodies.len(), 4);
        assert_eq!(parts.slots.iter().map(|slot| slot.1).collect::<Vec<_>>(), [0, 0, 0, 1, 1, 2, 3]);
        assert_eq!((parts.calls(1).unwrap(), parts.calls(3).unwrap()), (vec![0], vec![3]));
        assert_eq!(parts.exports, HashMap::from([(1, "f"), (3, "never")]));
        assert!(super::merged(b"<!doctype html>").is_err());
    }
}
