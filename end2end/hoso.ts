// A `hoso` for each worker: the release binary, on a port of its own, with a data folder of its own.
import { test as base, expect } from "@playwright/test";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

export { expect };

/** Starts the program, and resolves with its address once it listens. End it with `end`. */
export async function start(data: string, ...more: string[]): Promise<{ url: string; program: ChildProcess }> {
  const hoso = process.env.HOSO ?? "../target/release/hoso";
  const program = spawn(hoso, ["--listen", "127.0.0.1:0", "--data", data, ...more], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const gone = once(program, "exit").then(([code]) => { throw new Error(`hoso ended with ${code}`); });
  const listening = (async () => {
    for await (const line of createInterface(program.stdout!)) {
      const url = /^listening on (http:\S+)/.exec(line)?.[1];
      if (url) return url;
    }
    throw new Error("hoso said no address");
  })();
  const url = await Promise.race([listening, gone]);
  gone.catch(() => {});
  program.stdout!.resume();
  return { url, program };
}

export async function end(program: ChildProcess) {
  if (program.exitCode !== null) return;
  const gone = once(program, "exit");
  program.kill("SIGTERM");
  await gone;
}

/** Pages talk to the worker's own `hoso`; a test fails on any error that its page's console shows. */
export const test = base.extend<{ quietConsole: void }, { hoso: string }>({
  hoso: [async ({}, use) => {
    const data = await mkdtemp(join(tmpdir(), "hoso-"));
    const { url, program } = await start(data);
    await use(url);
    await end(program);
    await rm(data, { recursive: true });
  }, { scope: "worker" }],
  baseURL: async ({ hoso }, use) => use(hoso),
  quietConsole: [async ({ page }, use) => {
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(String(error)));
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) errors.push(message.text());
    });
    await use();
    expect(errors, "the console is quiet").toEqual([]);
  }, { auto: true }],
});
