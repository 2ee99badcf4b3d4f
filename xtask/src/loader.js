import { guarded, initSync } from "MODULE";

let loading;
const load = async () => {
  try {
    await WebAssembly.instantiateStreaming(take(), { __wasm_split: initSync() });
  } catch (cause) {
    // So that the next call asks again.
    loading = undefined;
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

