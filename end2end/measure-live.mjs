// For `cargo xtask bench`: how long after the answer to a hand-in an open dashboard shows it, and what came
// over the wire for it.
// Reads what to hand in as JSON from stdin, prints JSON.
import { cookieOf, launch, wishes } from "./measure-browser.mjs";
import { readFile } from "node:fs/promises";

const { url, dashboard, owed } = await wishes();
const file = new Blob([await readFile(new URL("../server/samples/ke-hoach-tuan-12-lop-4A.docx", import.meta.url))]);

/** Hands in as the plain form does, and says when the answer was there. */
async function handIn({ path, cookie }) {
  const form = new FormData();
  form.set("key", crypto.randomUUID());
  form.set("note", "");
  form.set("files", file, "ke-hoach.docx");
  const answer = await fetch(`${url}/nop/${path}`, { method: "POST", body: form, headers: { cookie, origin: url }, redirect: "manual" });
  const at = Date.now();
  if (answer.status !== 303) throw new Error(`the hand-in was answered with ${answer.status}: ${await answer.text()}`);
  return at;
}

const browser = await launch();
const context = await browser.newContext({ locale: "vi-VN", viewport: { width: 1366, height: 768 } });
await context.addCookies([cookieOf(url, dashboard.cookie)]);
const page = await context.newPage();
const streaming = page.waitForResponse((response) => response.url().endsWith("/su-kien"));
// Bytes of what the dashboard asks for by itself; versions before asked for it at another address.
const protocol = await context.newCDPSession(page);
await protocol.send("Network.enable");
const updates = new Set();
let received = 0;
protocol.on("Network.requestWillBeSent", ({ requestId, request }) => {
  if (/\/(api\/bang-theo-doi|bang-theo-doi\/phan)/.test(request.url)) updates.add(requestId);
});
protocol.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
  if (updates.has(requestId)) received += encodedDataLength;
});
await page.goto(url + dashboard.path);
await page.locator("html[data-awake]").waitFor({ state: "attached" });
await streaming;

/** Resolves with the instants at which the words of a cell have changed and at which the frame that shows it is done. */
const nextChange = () => page.evaluate(() => {
  const cells = () => [...document.querySelectorAll(".matrix [data-cell]")].map((cell) => cell.ariaLabel).join();
  const before = cells();
  window.change = new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      if (cells() === before) return;
      observer.disconnect();
      const changed = Date.now();
      requestAnimationFrame(() => setTimeout(() => resolve({ changed, painted: Date.now() })));
    });
    observer.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
  });
});

const times = [];
const painted = [];
const bytes = [];
for (const one of owed) {
  received = 0;
  await nextChange();
  const answered = await handIn(one);
  const shown = await Promise.race([
    page.evaluate(() => window.change),
    new Promise((_, reject) => setTimeout(() => reject(new Error(`the dashboard did not show ${one.path} within 5 s`)), 5000).unref()),
  ]);
  times.push(Math.max(0, shown.changed - answered));
  painted.push(Math.max(0, shown.painted - answered));
  // The next one must not fall into what this one still brings.
  await page.waitForTimeout(250);
  bytes.push(received);
}
await browser.close();
console.log(JSON.stringify({ times, painted, bytes }));
