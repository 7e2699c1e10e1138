// Loads the WASM while the page is still being read, and hydrates each island once the page is whole.
// A browser too old for `import()` stops at the first line and keeps the plain forms, as one without scripts does;
// one that cannot run the WASM gets them back (`html.js` is what hides them).
(async (script, wasm) => {
  const page = document.documentElement;
  page.classList.add("js");
  try {
    // Both at once; the style sheet and the fonts go first.
    const bytes = fetch(wasm, { priority: "low" });
    bytes.catch(() => {});
    const program = await import(script);
    await program.default({ module_or_path: bytes });
    if (document.readyState === "loading") {
      await new Promise((whole) => document.addEventListener("DOMContentLoaded", whole));
    }
    // Loading was one task and waking is another: in between the page answers whoever uses it.
    await new Promise((rested) => setTimeout(rested));
    program.hydrate();
    // Document order: an island is awake before those among its children, which live under its owner.
    for (const island of document.querySelectorAll("leptos-island")) {
      island.closest("leptos-children")?.$$on_hydrate?.();
      program[island.dataset.component](island);
    }
    // What woke it: the server says which program it has now.
    page.dataset.awake = wasm;
  } catch (error) {
    page.classList.remove("js");
    throw error;
  }
})
