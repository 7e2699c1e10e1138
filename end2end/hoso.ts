// A `hoso` for each test: the release binary, on a port of its own, with a data folder of its own and the demo school, so
// that no test sees what another has handed in.
import { type Browser, type BrowserContext, type ConsoleMessage, type Page, test as base, expect } from "@playwright/test";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

export { expect };

/** Wednesday of week 12, in the middle of the afternoon: the story of the demo. */
export const WEDNESDAY = "2026-11-25T14:20:00+07:00";
export const PASSWORD = "nam-thanh-2024";

/** A real file such as people hand in. */
export const sample = (name: string) => fileURLToPath(new URL(`../server/samples/${name}`, import.meta.url));

/** Starts the program, and resolves with its address once it listens. End it with `end`. */
export async function start(data: string, ...more: string[]) {
  const hoso = process.env.HOSO ?? "../target/release/hoso";
  const program = spawn(hoso, ["--listen", "127.0.0.1:0", "--data", data, ...more], {
    stdio: ["ignore", "pipe", "inherit"],
    // Forty schools are founded in a run: only what is worth reading is said.
    env: { RUST_LOG: "warn", ...process.env },
  });
  let code = "";
  const gone = once(program, "exit").then(([status]) => { throw new Error(`hoso ended with ${status}`); });
  const listening = (async () => {
    for await (const line of createInterface(program.stdout!)) {
      code = /^Mã cài đặt: (\S+)/.exec(line)?.[1] ?? code;
      const url = /^listening on (http:\S+)/.exec(line)?.[1];
      if (url) return url;
    }
    throw new Error("hoso said no address");
  })();
  const url = await Promise.race([listening, gone]);
  gone.catch(() => {});
  program.stdout!.resume();
  return { url, program, code };
}

export type Started = Awaited<ReturnType<typeof start>>;

export async function end(program: ChildProcess) {
  if (program.exitCode !== null) return;
  const gone = once(program, "exit");
  program.kill("SIGTERM");
  // Open event streams hold the orderly end up; a test does not wait for it.
  setTimeout(() => program.kill("SIGKILL"), 1500).unref();
  await gone;
}

/** A program with a folder of its own for the time of `use`. */
export async function own(more: string[], use: (started: Started) => Promise<void>) {
  const data = await mkdtemp(join(tmpdir(), "hoso-"));
  const started = await start(data, ...more);
  try {
    await use(started);
  } finally {
    await end(started.program);
    await rm(data, { recursive: true, force: true });
  }
}

/**
 * A test whose `hoso` is one program for all tests of the file, which run one after the other on records of their own.
 * `prepare` may bring the data to where the stories begin, and answers with the program that goes on with them.
 */
export function together(prepare?: (browser: Browser, first: Started, data: string) => Promise<Started>) {
  let data = "";
  let started: Started | undefined;
  const begin = async (browser: Browser) => {
    data = await mkdtemp(join(tmpdir(), "hoso-"));
    const first = await start(data, "--demo", "--clock", WEDNESDAY);
    return prepare ? prepare(browser, first, data) : first;
  };
  const shared = test.extend<{ hoso: string }>({
    hoso: [async ({ browser }, use) => use((started ??= await begin(browser)).url), { timeout: 120_000 }],
  });
  shared.describe.configure({ mode: "default", timeout: 60_000 });
  shared.afterAll(async () => {
    if (started) await end(started.program);
    await rm(data, { recursive: true, force: true });
  });
  return shared;
}

/** Signs `username` in, in a browser context of its own, and opens `path`. */
export async function visit(browser: Browser, hoso: string, username: string, path: string, options = {}): Promise<Page> {
  const context = await browser.newContext({ baseURL: hoso, ...options });
  const page = await context.newPage();
  await page.goto("/dang-nhap");
  await signIn(page, username);
  await page.goto(path);
  return page;
}

export async function signIn(page: Page, username: string, password = PASSWORD) {
  await page.getByLabel("Tên đăng nhập").fill(username);
  await page.getByRole("textbox", { name: "Mật khẩu" }).fill(password);
  await page.getByRole("button", { name: "Đăng nhập" }).click();
}

export const awake = (page: Page) => expect(page.locator("html")).toHaveAttribute("data-awake");

/** The server says no on purpose, and the browser notes it: a page that is not there, a form that is shown again. */
const isRefusal = (message: ConsoleMessage) =>
  /the server responded with a status of (401|403|404|422)/.test(message.text()) && !message.location().url.includes("/assets/");

/**
 * Pages talk to the test's own `hoso`; a test fails on any error or warning that the console of any of its pages
 * shows, broken content policy included. What a test brings about itself it names beforehand in `noise`.
 */
export const test = base.extend<{ hoso: string; noise: RegExp[]; quietConsole: void }>({
  hoso: [async ({}, use) => {
    await own(["--demo", "--clock", WEDNESDAY], async ({ url }) => use(url));
  }, { timeout: 120_000 }],
  baseURL: async ({ hoso }, use) => use(hoso),
  noise: async ({}, use) => use([]),
  quietConsole: [async ({ browser, noise }, use) => {
    const heard: string[] = [];
    const watch = (context: BrowserContext) => {
      context.on("weberror", (fault) => heard.push(String(fault.error())));
      context.on("console", (message) => {
        if (["error", "warning"].includes(message.type()) && !isRefusal(message)) heard.push(message.text());
      });
    };
    browser.on("context", watch);
    await use();
    browser.off("context", watch);
    expect(heard.filter((words) => !noise.some((known) => known.test(words))), "the console is quiet").toEqual([]);
  }, { auto: true }],
});

/** Takes the ticks off the files of the last version: the new one has none of them. */
export async function leaveOutTheLast(page: Page) {
  for (const box of await page.getByRole("checkbox", { name: /^Giữ / }).all()) await box.uncheck();
}
