import type { Page } from "@playwright/test";
import { expect, test } from "./hoso";

/** Every page that holds islands. */
const PAGES = ["/"];

const awake = (page: Page) => expect(page.locator("html")).toHaveAttribute("data-awake");

test("an island counts", async ({ page }) => {
  await page.goto("/");
  await awake(page);
  const counter = page.getByRole("button", { name: "Đã đếm" });
  await expect(counter).toHaveText("Đã đếm: 3");
  await counter.click();
  await counter.click();
  await expect(counter).toHaveText("Đã đếm: 5");
});

// The name of an island is a hash made at compile time: two compilers could make two names of it.
for (const path of PAGES) {
  test(`the WASM knows every island of ${path}`, async ({ request }) => {
    const html = await (await request.get(path)).text();
    const names = [...html.matchAll(/<leptos-island data-component="([^"]+)"/g)].map((found) => found[1]);
    expect(names).not.toEqual([]);
    const address = /"(\/assets\/app\.[^"]+\.wasm)"/.exec(html)![1];
    const wasm = await (await request.get(address)).body();
    const exports = WebAssembly.Module.exports(new WebAssembly.Module(wasm)).map((entry) => entry.name);
    expect(exports).toEqual(expect.arrayContaining(names));
  });
}

test("a browser that cannot load the WASM keeps the page for those without scripts", async ({ browser, hoso }) => {
  const page = await browser.newPage();
  await page.route("**/*.wasm", (route) => route.abort());
  const failed = page.waitForEvent("pageerror");
  await page.goto(hoso);
  await failed;
  await expect(page.locator("html")).not.toHaveClass(/js/);
  await page.close();
});

test("without scripts the words are there", async ({ browser, hoso }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: hoso });
  const page = await context.newPage();
  await page.goto("/");
  await expect(page.getByRole("button")).toHaveText("Đã đếm: 3");
  await context.close();
});

test("names with a hash are kept for ever, others are asked for again", async ({ request }) => {
  const html = await request.get("/");
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
