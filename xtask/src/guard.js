// Every call into the module goes through here. One that ends in a trap has stopped the program: the page is told once,
// with the folder that the program was mounted with, and what is called after that does nothing.
let base;
let isStopped = false;
export const guarded = (call) => (...given) => {
    // For what takes numbers from a pair: all are zero.
    if (isStopped) return [];
    try {
        return call(...given);
    } catch (cause) {
        if (cause instanceof WebAssembly.RuntimeError && !isStopped) {
            isStopped = true;
            dispatchEvent(new CustomEvent("clean-break-fault", { detail: base }));
        }
        throw cause;
    }
};
const allGuarded = (exports) => Object.fromEntries(
    Object.entries(exports).map(([name, it]) => [name, typeof it === "function" ? guarded(it) : it]),
);
