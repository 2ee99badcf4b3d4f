import { guarded, initSync } from "MODULE";

let loading;
let again = "";
const own = () => import(new URL("OWN" + again, import.meta.url).href);
const load = async () => {
  try {
    const [script, part] = await Promise.all([own(), take()]);
    await WebAssembly.instantiateStreaming(part, { __wasm_split: initSync(), ...script.default({ SHARED }) });
  } catch (cause) {
    // So that the next call asks again: of a script that could not be had, browsers keep just that.
    loading = undefined;
    again += "?";
    throw cause;
  }
};
export const __wasm_split_load_later = async (index, data) => {
  let isHere = false;
  try {
    await (loading ??= load());
    isHere = true;
  } catch (cause) {
    console.error(cause);
  }
  guarded(initSync().__indirect_function_table.get(index))(data, isHere);
};

