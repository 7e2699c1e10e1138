// Pictures of every page, to see what a change of the code did to the screens.
//
//   HOSO=/path/to/old/hoso node screenshots.mjs take before
//   HOSO=/path/to/new/hoso node screenshots.mjs take after [PART OF A NAME …]
//   node screenshots.mjs compare before after differences
//
// `take` starts the program on fresh data folders (the demo on the Wednesday of week 12, and a school that is set up
// from nothing), goes to every page as the people who use it, and writes one PNG for each page, state and size, always
// under the same name; with parts of names it takes only the pictures whose names hold one of them. `pages.txt` beside
// them lists status and heading of each.
// `compare` prints the share of pixels that differ for each pair, the largest first, and writes for each pair that
// differs the picture of it: what differs is red, all else is faint. It ends with 1 where anything differs.
//
// Two runs of one program on one day give equal pictures, but for some pixels of curves in very few of them (under
// 0.01 %): the clock on each page shows the second at which the demo starts, passwords that were handed out are
// overwritten by letters that are always the same, carets are hidden, and nothing moves. The school that is set up lives
// in the present day, because only a demo may choose its clock. Bars that stay at the edge of the window cover a strip
// of a long page, another one at each size.
import { chromium } from "@playwright/test";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { compare } from "./screenshots-compare.mjs";
import { DEMO } from "./screenshots-pages.mjs";
import { SET_UP } from "./screenshots-set-up.mjs";
import { signIn } from "./screenshots-ways.mjs";
import { Program, freePort } from "./screenshots-program.mjs";

const SIZES = { "1366x768": { width: 1366, height: 768 }, "800x1280": { width: 800, height: 1280 } };
/** Where the demo's clock starts: in the middle of the afternoon, in the middle of week 12. */
const WEDNESDAY = "2026-11-25T14:20:00+07:00";
const ORIGIN = "http://localhost";

const launch = (...more) => chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--font-render-hinting=none",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", ...more,
  ],
});

const [command, ...rest] = process.argv.slice(2);
if (command === "take" && rest.length >= 1) {
  await take(rest[0], rest.slice(1));
} else if (command === "compare" && rest.length === 3) {
  const browser = await launch();
  const differ = await compare(browser, ...rest);
  await browser.close();
  process.exitCode = differ ? 1 : 0;
} else {
  console.error("usage: node screenshots.mjs take FOLDER [PART OF A NAME …] | compare BEFORE AFTER DIFFERENCES");
  process.exitCode = 2;
}

async function take(folder, parts) {
  await mkdir(folder, { recursive: true });
  const port = await freePort();
  // Every page is at the same address in every run, whatever port is free.
  const browser = await launch(`--host-resolver-rules=MAP localhost:80 127.0.0.1:${port}`);
  const wanted = (view) => parts.length === 0 || parts.some((part) => view.name.includes(part));
  const founded = new Program(port, ["--demo", "--clock", WEDNESDAY]);
  await founded.start();
  await founded.stop();
  const demo = new Program(port, founded.more, founded.data);
  const empty = new Program(port, []);
  const [lines, failed] = [[], []];
  try {
    for (const [size, viewport] of Object.entries(SIZES)) {
      const camera = { browser, folder, size, viewport, lines, failed };
      for (const story of DEMO) await told(story, demo, wanted, camera);
      for (const story of SET_UP) await told(story, empty, wanted, camera);
    }
  } finally {
    for (const program of [founded, demo, empty]) await program.end();
    await browser.close();
  }
  await list(join(folder, "pages.txt"), lines);
  console.log(`${lines.length} pictures in ${folder}`);
  for (const words of failed) console.error(`NOT taken: ${words}`);
  process.exitCode = failed.length > 0 ? 1 : 0;
}

/** Writes the lines of the pictures that were taken now between those of others that lie there already. */
async function list(file, lines) {
  const nameOf = (line) => line.split("  ")[0];
  const taken = new Set(lines.map(nameOf));
  const before = await readFile(file, "utf8").catch(() => "");
  const others = before.split("\n").filter((line) => line && !taken.has(nameOf(line)));
  await writeFile(file, `${[...others, ...lines].sort().join("\n")}\n`);
}

/** A story on data of its own: what happens in it stands on no page of another. */
async function told({ who, options, views }, program, wanted, camera) {
  if (!views.some(wanted)) return;
  let page;
  const begin = async () => {
    await page?.context().close();
    await program.start();
    const context = await camera.browser.newContext({
      baseURL: ORIGIN, locale: "vi-VN", timezoneId: "Asia/Ho_Chi_Minh", reducedMotion: "reduce", viewport: camera.viewport, ...options,
    });
    page = await context.newPage();
    page.setDefaultTimeout(30_000);
    if (who) await signIn(page, who);
  };
  await begin();
  for (const [at, view] of views.entries()) {
    const isNeeded = wanted(view) || views[at + 1]?.goesOn;
    if (!isNeeded) continue;
    if ((view.anew || program.isOld) && !view.goesOn) await begin();
    await show(page, view, program, camera);
  }
  await page.context().close();
  await program.end();
}

async function show(page, view, program, camera) {
  const { name, go, status = 200, says, print = false } = view;
  try {
    let last = 0;
    // The file in the frame of a desk is no page.
    const hear = (response) => {
      if (response.request().isNavigationRequest() && response.frame() === page.mainFrame()) last = response.status();
    };
    page.on("response", hear);
    await (typeof go === "string" ? page.goto(go) : go(page, program));
    if (says) await page.getByText(says).filter({ visible: true }).first().waitFor();
    page.off("response", hear);
    // A step by script alone loads no page.
    if (last !== status && last !== 0) throw new Error(`answered ${last} instead of ${status}`);
    await page.emulateMedia({ media: print ? "print" : "screen" });
    const heading = await steady(page);
    await page.screenshot({
      path: join(camera.folder, `${name}.${camera.size}.png`), fullPage: true, animations: "disabled", caret: "hide",
    });
    await page.emulateMedia({ media: "screen" });
    camera.lines.push(`${name}.${camera.size}  ${last || "-"}  ${heading}`);
  } catch (fault) {
    // The others are taken all the same.
    camera.failed.push(`${name}.${camera.size}, at ${page.url()}: ${fault.message}`);
  }
}

/** Waits until all of the page is there, and stops whatever would look different the next time. Its heading. */
async function steady(page) {
  await page.mouse.move(0, 0);
  const awake = await page.evaluate(() => !document.querySelector("leptos-island") || !document.documentElement.classList.contains("js"));
  if (!awake) await page.locator("html[data-awake]").waitFor({ state: "attached" });
  // Asked from outside, because in a page without scripts no promise is ever kept.
  do await page.waitForTimeout(150); while (await page.evaluate(() => document.fonts.status !== "loaded"));
  return page.evaluate(() => {
    // No clock goes on, nothing is asked for again.
    for (let id = Number(setTimeout(() => {}, 1e6)); id > 0; id--) clearTimeout(id);
    const minute = (shift) => new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Ho_Chi_Minh" })
      .format(Date.now() + shift * 60_000);
    const present = ["14:20", "14:21", minute(-1), minute(0), minute(1)];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const text = texts.currentNode;
      for (const now of present) text.data = text.data.replaceAll(new RegExp(`\\b${now}(:\\d\\d)?\\b`, "g"), (_, seconds) => seconds ? "14:20:00" : "14:20");
      if (text.parentElement.localName === "code") text.data = text.data.replace(/^[a-z2-9]{5}-[a-z2-9]{5}$/, "abcde-fghij");
    }
    return document.querySelector("h1")?.textContent.trim() ?? "";
  });
}
