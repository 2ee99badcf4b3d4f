// The peer: React's hello page, as small as it gets.
import { createElement, useState } from "react";
import { createRoot } from "react-dom/client";

function Hello() {
  const [count, setCount] = useState(0);
  return createElement("button", { id: "ready", onClick: () => setCount(count + 1) }, `Hello ${count}`);
}

createRoot(document.getElementById("root")).render(createElement(Hello));
