//! Writes the two modules anew, the one without what is moved and the other with it.

use std::collections::HashMap;

use anyhow::Context as _;
use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{
    CodeSection, ConstExpr, ElementSection, Elements, EntityType, FunctionSection, ImportSection, Module, RefType,
    TableType, TypeSection,
};
use wasmparser::{
    CodeSectionReader, ElementSectionReader, FuncType, FunctionSectionReader, ImportSectionReader, Parser, TypeRef,
    TypeSectionReader,
};

use super::{Late, SHORT, Script};

type Done = Result<(), Error<anyhow::Error>>;

const fn refused(error: anyhow::Error) -> Error<anyhow::Error> {
    Error::UserError(error)
}

pub fn encoded(how: &mut impl Reencode<Error = anyhow::Error>, module: &[u8]) -> anyhow::Result<Vec<u8>> {
    let mut out = Module::new();
    let done = how.parse_core_module(&mut out, Parser::new(0), module);
    done.map_err(|error| anyhow::anyhow!("cannot move functions between modules: {error}"))?;
    Ok(out.finish())
}

/// The first module without it.
pub struct First<'l, 'm> {
    pub late: &'l Late<'m>,
    pub script: &'l Script<'l>,
    /// Where each function stands now.
    pub places: Vec<u32>,
}

impl First<'_, '_> {
    fn is_moved(&self, own: usize) -> bool {
        self.late.is_moved(self.late.first.imports.len() + own)
    }
}

impl Reencode for First<'_, '_> {
    type Error = anyhow::Error;

    fn function_index(&mut self, function: u32) -> Result<u32, Error<anyhow::Error>> {
        let place = self.places.get(function as usize).copied();
        place.context("a function that is not there").map_err(refused)
    }

    fn parse_import_section(&mut self, imports: &mut ImportSection, section: ImportSectionReader<'_>) -> Done {
        let (mut function, mut numbered) = (0, Vec::new());
        for import in section.into_imports() {
            let import = import?;
            let of_type = self.entity_type(import.ty)?;
            if !matches!(import.ty, TypeRef::Func(_)) {
                imports.import(import.module, import.name, of_type);
                continue;
            }
            if !self.late.is_moved(function) {
                let number =
                    self.script.numbers.get(import.name).copied().filter(|_| import.module == self.script.module);
                numbered.push((number, import, of_type));
            }
            function += 1;
        }
        numbered.sort_by_key(|(number, ..)| *number);
        for (number, import, of_type) in numbered {
            match number {
                Some(number) => imports.import(SHORT, &number.to_string(), of_type),
                None => imports.import(import.module, import.name, of_type),
            };
        }
        Ok(())
    }

    fn parse_function_section(&mut self, functions: &mut FunctionSection, section: FunctionSectionReader<'_>) -> Done {
        for (own, of_type) in section.into_iter().enumerate() {
            if !self.is_moved(own) {
                functions.function(of_type?);
            }
        }
        Ok(())
    }

    fn parse_code_section(&mut self, code: &mut CodeSection, section: CodeSectionReader<'_>) -> Done {
        for (own, body) in section.into_iter().enumerate() {
            if !self.is_moved(own) {
                self.parse_function_body(code, body?)?;
            }
        }
        Ok(())
    }
}

/// The second module with it.
pub struct Second<'l, 'm> {
    pub late: &'l Late<'m>,
    /// Types of functions that it did not have.
    pub types: Vec<FuncType>,
    /// Functions that it asks for: module, name and type.
    pub imports: Vec<(String, String, u32)>,
    /// The first module's own functions that it gets, and their types.
    pub functions: Vec<(u32, u32)>,
    /// Where those and the ones it asks for stand now, by their places in the first.
    pub places: HashMap<u32, u32>,
}

impl Reencode for Second<'_, '_> {
    type Error = anyhow::Error;

    fn function_index(&mut self, function: u32) -> Result<u32, Error<anyhow::Error>> {
        // Imported ones come first.
        Ok(function + u32::try_from(self.imports.len()).map_err(|error| refused(error.into()))?)
    }

    fn parse_type_section(&mut self, types: &mut TypeSection, section: TypeSectionReader<'_>) -> Done {
        utils::parse_type_section(self, types, section)?;
        for of_type in self.types.clone() {
            types.ty().func_type(&self.func_type(of_type)?);
        }
        Ok(())
    }

    fn parse_import_section(&mut self, imports: &mut ImportSection, section: ImportSectionReader<'_>) -> Done {
        utils::parse_import_section(self, imports, section)?;
        for (module, name, of_type) in &self.imports {
            imports.import(module, name, EntityType::Function(*of_type));
        }
        // The handles' values, of which there may be any number.
        let handles = self.late.first.handles.context("the first module has no table of handles").map_err(refused)?;
        let table =
            TableType { element_type: RefType::EXTERNREF, table64: false, minimum: 0, maximum: None, shared: false };
        imports.import("__wasm_split", handles, table);
        Ok(())
    }

    fn parse_function_section(&mut self, functions: &mut FunctionSection, section: FunctionSectionReader<'_>) -> Done {
        utils::parse_function_section(self, functions, section)?;
        for (_, of_type) in &self.functions {
            functions.function(*of_type);
        }
        Ok(())
    }

    fn parse_element_section(&mut self, elements: &mut ElementSection, section: ElementSectionReader<'_>) -> Done {
        utils::parse_element_section(self, elements, section)?;
        // One for each run of places.
        let mut runs: Vec<(u32, Vec<u32>)> = Vec::new();
        for (slot, function) in &self.late.slots {
            let place = self.places.get(function).context("a function that was not moved").map_err(refused)?;
            match runs.last_mut() {
                Some((start, run)) if *start as usize + run.len() == *slot as usize => run.push(*place),
                _ => runs.push((*slot, vec![*place])),
            }
        }
        for (start, run) in runs {
            let start = i32::try_from(start).map_err(|error| refused(error.into()))?;
            elements.active(None, &ConstExpr::i32_const(start), Elements::Functions(run.into()));
        }
        Ok(())
    }

    fn parse_code_section(&mut self, code: &mut CodeSection, section: CodeSectionReader<'_>) -> Done {
        utils::parse_code_section(self, code, section)?;
        for (function, _) in &self.functions {
            let body = self.late.first.body(*function).context("a function of no body").map_err(refused)?;
            Moved(&self.places).parse_function_body(code, body.clone())?;
        }
        Ok(())
    }
}

/// The body of a function that is moved. Tables are numbered alike in both modules.
struct Moved<'p>(&'p HashMap<u32, u32>);

impl Reencode for Moved<'_> {
    type Error = anyhow::Error;

    fn function_index(&mut self, function: u32) -> Result<u32, Error<anyhow::Error>> {
        self.0.get(&function).copied().context("a function that stays behind").map_err(refused)
    }
}
