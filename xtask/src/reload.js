// Reloads the page when `cargo xtask serve --watch` has built the site again.
let known = "";
for (;;) {
  try {
    const answer = await fetch(`/reload?after=${known}`);
    const newest = await answer.text();
    if (known && newest !== known) location.reload();
    known = newest;
  } catch {
    // The server was stopped; it may come back.
    await new Promise((resume) => setTimeout(resume, 2000));
  }
}
