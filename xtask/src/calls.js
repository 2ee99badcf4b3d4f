// What many of the functions do that the module asks for.
const handed = (it) => isLikeNone(it) ? 0 : addToExternrefTable0(it);
const told = (to, text) => {
    const at = isLikeNone(text) ? 0 : passStringToWasm0(text);
    getDataViewMemory0().setInt32((to >>> 0) + 4, WASM_VECTOR_LEN, true);
    getDataViewMemory0().setInt32(to >>> 0, at, true);
};
const holds = (test) => {
    try {
        return test();
    } catch {
        return false;
    }
};
const caught = (call) => (...given) => {
    try {
        return call(...given);
    } catch (cause) {
        wasm.__wbindgen_exn_store(addToExternrefTable0(cause));
    }
};
