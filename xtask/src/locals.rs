//! The locals of a module's functions numbered by their use: what is used most has the smallest number, of those used
//! alike what is used last. Functions that do the same are then more often written the same.

use std::cmp::Reverse;
use std::convert::Infallible;

use anyhow::Context as _;
use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{CodeSection, Function, Instruction, Module, ValType};
use wasmparser::{FunctionBody, Operator, Parser};

use crate::parts::Parts;

/// The module with its locals in that order.
///
/// # Errors
/// When the bytes are no WebAssembly module.
pub fn by_use(module: &[u8]) -> anyhow::Result<Vec<u8>> {
    let mut locals = Locals::of(module).context("not a WebAssembly module")?;
    let mut renumbered = Module::new();
    let done = locals.parse_core_module(&mut renumbered, Parser::new(0), module);
    done.map_err(|error| anyhow::anyhow!("cannot renumber a module's locals: {error}"))?;
    Ok(renumbered.finish())
}

struct Locals {
    /// How many locals the caller sets, for each function that is still to be read, the last one first.
    arguments: Vec<u32>,
    /// The new numbers of the locals of the function that is being written.
    numbers: Vec<u32>,
}

impl Locals {
    fn of(module: &[u8]) -> anyhow::Result<Self> {
        let parts = Parts::of(module)?;
        let own = parts.all().skip(parts.imports.len());
        let mut arguments = own
            .map(|function| Ok(u32::try_from(parts.type_of(function)?.params().len())?))
            .collect::<anyhow::Result<Vec<_>>>()?;
        arguments.reverse();
        Ok(Self { arguments, numbers: Vec::new() })
    }
}

/// The local that an instruction is about.
const fn local_of(operator: &Operator<'_>) -> Option<u32> {
    match operator {
        Operator::LocalGet { local_index }
        | Operator::LocalSet { local_index }
        | Operator::LocalTee { local_index } => Some(*local_index),
        _ => None,
    }
}

impl Reencode for Locals {
    type Error = Infallible;

    fn instruction<'a>(&mut self, operator: Operator<'a>) -> Result<Instruction<'a>, Error<Infallible>> {
        let number = local_of(&operator).and_then(|local| self.numbers.get(local as usize).copied());
        Ok(match (number, utils::instruction(self, operator)?) {
            (Some(number), Instruction::LocalGet(_)) => Instruction::LocalGet(number),
            (Some(number), Instruction::LocalSet(_)) => Instruction::LocalSet(number),
            (Some(number), Instruction::LocalTee(_)) => Instruction::LocalTee(number),
            (_, other) => other,
        })
    }

    fn parse_function_body(&mut self, code: &mut CodeSection, body: FunctionBody<'_>) -> Result<(), Error<Infallible>> {
        let arguments = self.arguments.pop().unwrap_or_default();
        let mut types: Vec<ValType> = Vec::new();
        for group in body.get_locals_reader()? {
            let (count, of_type) = group?;
            let of_type = self.val_type(of_type)?;
            types.extend((0..count).map(|_| of_type));
        }
        let mut uses = vec![0_u32; types.len()];
        let mut first = vec![usize::MAX; types.len()];
        for (at, operator) in body.get_operators_reader()?.into_iter().enumerate() {
            let own = local_of(&operator?).and_then(|local| local.checked_sub(arguments)).map(|local| local as usize);
            if let Some((uses, first)) = own.and_then(|own| Some((uses.get_mut(own)?, first.get_mut(own)?))) {
                *uses += 1;
                *first = (*first).min(at);
            }
        }
        // Those of one type stay together: each run of a type is written once.
        let kinds: Vec<ValType> = types.iter().fold(Vec::new(), |mut kinds, of_type| {
            if !kinds.contains(of_type) {
                kinds.push(*of_type);
            }
            kinds
        });
        let mut order: Vec<usize> = (0..types.len()).collect();
        order.sort_by_key(|local| {
            let kind = types.get(*local).and_then(|of_type| kinds.iter().position(|kind| kind == of_type));
            (kind, Reverse(uses.get(*local).copied()), Reverse(first.get(*local).copied()))
        });
        self.numbers = (0..arguments).chain(types.iter().map(|_| 0)).collect();
        for (number, local) in (arguments..).zip(&order) {
            if let Some(place) = self.numbers.get_mut(arguments as usize + local) {
                *place = number;
            }
        }
        let sorted = order.iter().filter_map(|local| types.get(*local)).copied();
        let mut function = Function::new_with_locals_types(sorted);
        let mut operators = body.get_operators_reader()?;
        while !operators.eof() {
            function.instruction(&self.parse_instruction(&mut operators)?);
        }
        code.function(&function);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{FunctionSection, TypeSection};

    use super::*;

    /// A module of one function from a number to a number.
    fn module(locals: &[ValType], instructions: &[Instruction<'_>]) -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([ValType::I32], [ValType::I32]);
        let (mut functions, mut code) = (FunctionSection::new(), CodeSection::new());
        functions.function(0);
        let mut function = Function::new_with_locals_types(locals.iter().copied());
        for instruction in instructions {
            function.instruction(instruction);
        }
        code.function(&function);
        let mut module = Module::new();
        module.section(&types).section(&functions).section(&code);
        module.finish()
    }

    #[test]
    fn what_is_used_most_has_the_smallest_number_and_arguments_stay() {
        use Instruction::{Drop, End, LocalGet, LocalSet, LocalTee};
        use ValType::{F64, I32};
        let given = module(
            &[I32, I32, F64, I32],
            &[LocalGet(3), Drop, LocalGet(0), LocalSet(1), LocalGet(1), LocalTee(4), LocalSet(4), LocalGet(4), End],
        );
        // 4 is used three times, 1 twice, 2 never; the only one of its type stands after them.
        let expected = module(
            &[I32, I32, I32, F64],
            &[LocalGet(4), Drop, LocalGet(0), LocalSet(2), LocalGet(2), LocalTee(1), LocalSet(1), LocalGet(1), End],
        );
        let found = by_use(&given).unwrap();
        assert_eq!(found, expected);
        assert!(by_use(b"<!doctype html>").is_err());
    }
}
