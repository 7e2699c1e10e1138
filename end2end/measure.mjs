// For `cargo xtask bench`: what a first visit brings over the line, and how soon its content stands there.
// Reads what to measure as JSON from stdin, prints JSON.
import { cookieOf, launch, wishes } from "./measure-browser.mjs";

const TIMES = 7;
const { url, pages, quick } = await wishes();
const browser = await launch();

/** A browser that knows nothing yet but who is signed in. */
async function fresh(cookie) {
  const context = await browser.newContext({ locale: "vi-VN", viewport: { width: 1366, height: 768 } });
  if (cookie) await context.addCookies([cookieOf(url, cookie)]);
  const page = await context.newPage();
  const protocol = await context.newCDPSession(page);
  await protocol.send("Network.enable");
  return { context, page, protocol };
}

/** Waits until everything that a page loads by itself is there. */
async function whole(page) {
  const hasIslands = await page.locator("leptos-island").count() > 0;
  if (hasIslands) await page.locator("html[data-awake]").waitFor({ state: "attached" });
  await page.evaluate(() => document.fonts.ready.then(() => {}));
  // Icon and manifest come last.
  await page.waitForTimeout(300);
}

/** Bytes on the line, headers included, by what they are. */
async function weigh({ kind, path, cookie }) {
  const { context, page, protocol } = await fresh(cookie);
  const sorts = new Map();
  const weights = { html: 0, style: 0, program: 0, fonts: 0, other: 0 };
  protocol.on("Network.responseReceived", ({ requestId, type, response }) => {
    sorts.set(requestId, sort(type, response));
    if (sorts.get(requestId) === "program" && !response.headers["content-encoding"]?.includes("br")) {
      throw new Error(`${response.url} came without brotli`);
    }
  });
  protocol.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (sorts.has(requestId)) weights[sorts.get(requestId)] += encodedDataLength;
  });
  await page.goto(url + path);
  await whole(page);
  await context.close();
  return { kind, path, all: Object.values(weights).reduce((sum, one) => sum + one), ...weights };
}

function sort(type, { url: address, mimeType }) {
  if (type === "Document") return "html";
  if (type === "Stylesheet") return "style";
  if (type === "Font") return "fonts";
  return type === "Script" || mimeType === "application/wasm" || address.endsWith(".wasm") ? "program" : "other";
}

/**
 * On a processor four times as slow: the largest contentful paint, and how long tasks held the page up beyond the 50 ms
 * that nobody notices, in milliseconds; and how far the content was moved about (Cumulative Layout Shift).
 */
async function firstVisit({ path, cookie }) {
  const { context, page, protocol } = await fresh(cookie);
  await protocol.send("Network.setCacheDisabled", { cacheDisabled: true });
  await protocol.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  await page.goto(url + path);
  await whole(page);
  const found = await page.evaluate(async () => {
    const entries = (type) => new Promise((resolve) => {
      new PerformanceObserver((list) => resolve(list.getEntries())).observe({ type, buffered: true });
      // Where there was none, nothing is ever told.
      setTimeout(() => resolve([]), 500);
    });
    const sum = (numbers) => numbers.reduce((all, one) => all + one, 0);
    const [paints, tasks, shifts] = await Promise.all(["largest-contentful-paint", "longtask", "layout-shift"].map(entries));
    return {
      paint: paints.at(-1).startTime,
      blocked: sum(tasks.map((task) => task.duration - 50)),
      shift: sum(shifts.filter((shift) => !shift.hadRecentInput).map((shift) => shift.value)),
    };
  });
  await context.close();
  return found;
}

const weighed = [];
for (const page of pages) weighed.push(await weigh(page));
const visited = [];
for (const page of quick) {
  const visits = [];
  // The very first one also starts the browser's own parts.
  await firstVisit(page);
  for (let turn = 0; turn < TIMES; turn++) visits.push(await firstVisit(page));
  const of = (name) => visits.map((visit) => visit[name]);
  visited.push({ path: page.path, paints: of("paint"), blocked: of("blocked"), shifts: of("shift") });
}
await browser.close();
console.log(JSON.stringify({ pages: weighed, quick: visited }));
