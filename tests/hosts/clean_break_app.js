// Stands in for the program: the same functions, a few controls, and a record of every call.
const mounts = (globalThis.standIn ??= []);
let isDead = false;
addEventListener("clean-break-fault", ({ detail }) => {
  isDead ||= !detail || new URL(".", import.meta.url).href === detail;
});

export default async function init({ module_or_path }) {
  const wasm = await WebAssembly.compileStreaming(await module_or_path);
  return WebAssembly.instantiate(wasm, {});
}

export function mount(root, options) {
  if (isDead) throw new WebAssembly.RuntimeError("unreachable");
  const record = { options, contexts: [], set: [], outcomes: [], alive: true };
  mounts.push(record);
  const app = document.createElement("div");
  app.className = "clean-break";
  const words = document.createElement("p");
  words.textContent = "no ticket";
  const field = document.createElement("input");
  field.setAttribute("aria-label", "Name");
  app.append(words, field);
  let context;
  let clicks = 0;

  const button = (name, act) => {
    const made = document.createElement("button");
    made.textContent = name;
    made.addEventListener("click", async () => record.outcomes.push(await act()));
    app.append(made);
  };
  const intent = (type, what) => {
    const { desk, place, ticket } = context;
    clicks += 1;
    return options.send({ type, desk, place, ticket, requestId: `r${clicks}`, ...what });
  };
  button("Insert reply", () => intent("insert_reply", { text: "Dear <b>Léa</b>,\nit is settled." }));
  button("Add note", () => intent("add_note", { text: "Verdict: <honour>" }));
  button("Add tags", () => intent("add_tags", { tags: ["clean-break:parting"] }));
  button("Copy", () => options.copy("copied text"));
  root.append(app);
  const setContext = (json) => {
    context = JSON.parse(json);
    record.contexts.push(context);
    words.textContent = context.ticket ? `ticket ${context.ticket}` : "no ticket";
  };
  if (options.context !== undefined) setContext(options.context);
  return {
    setContext,
    setOptions: (json) => record.set.push(JSON.parse(json)),
    getState: () => JSON.stringify({ ticket: context?.ticket ?? null }),
    free() {},
    unmount() {
      if (isDead) throw new WebAssembly.RuntimeError("unreachable");
      record.alive = false;
      app.remove();
    },
  };
}
