import { awake, expect, test, visit } from "./hoso";

/** Every page that holds islands, with who sees it. */
const PAGES: [string, string][] = [["hieutruong", "/bang-theo-doi"], ["giaovien", "/nop"]];

// The name of an island is a hash made at compile time: two compilers could make two names of it.
for (const [username, path] of PAGES) {
  test(`the WASM knows every island of ${path}`, async ({ browser, hoso }) => {
    const page = await visit(browser, hoso, username, path === "/nop" ? "/viec-cua-toi" : path);
    if (path === "/nop") await page.getByRole("link", { name: /^Nộp/ }).first().click();
    await awake(page);
    const html = await page.content();
    const names = [...html.matchAll(/<leptos-island data-component="([^"]+)"/g)].map((found) => found[1]);
    expect(names).not.toEqual([]);
    const address = /"(\/assets\/[a-z]+\.[^"]+\.wasm)"/.exec(html)![1];
    const wasm = await (await page.request.get(address)).body();
    const exports = WebAssembly.Module.exports(new WebAssembly.Module(wasm)).map((entry) => entry.name);
    expect(exports).toEqual(expect.arrayContaining(names));
    await page.context().close();
  });
}

test("a browser that cannot load the WASM keeps the page for those without scripts", async ({ browser, hoso, noise }) => {
  noise.push(/ERR_FAILED/, /Failed to fetch/);
  const page = await visit(browser, hoso, "hieutruong", "/nam-hoc");
  await page.route("**/*.wasm", (route) => route.abort());
  const failed = page.waitForEvent("pageerror");
  await page.goto("/bang-theo-doi");
  await failed;
  await expect(page.getByRole("button", { name: "Xem" })).toBeVisible();
  await page.context().close();
});

test("pages without islands load no script program at all", async ({ browser, hoso }) => {
  const page = await visit(browser, hoso, "giaovien", "/nam-hoc");
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto("/viec-cua-toi");
  expect(asked.filter((url) => /\.(js|wasm)$/.test(url))).toEqual([]);
  await page.context().close();
});

test("names with a hash are kept for ever, others are asked for again", async ({ request }) => {
  const html = await request.get("/dang-nhap");
  const style = /href="(\/assets\/main\.[^"]+)"/.exec(await html.text())![1];
  const first = await request.get(style, { headers: { "accept-encoding": "br" } });
  expect(first.headers()).toMatchObject({
    "cache-control": "public, max-age=31536000, immutable",
    "content-encoding": "br",
    "content-type": "text/css; charset=utf-8",
  });
  const again = await request.get(style, { headers: { "if-none-match": first.headers()["etag"] } });
  expect(again.status()).toBe(304);
  expect((await request.get("/assets/nothing.css")).status()).toBe(404);
});
