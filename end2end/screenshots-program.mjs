// `hoso` for the pictures: on one port, on data folders of its own.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** So long a start of the demo is good for, in milliseconds: pages say hours and minutes, and its clock goes on. */
const LASTS = 40_000;

export async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export class Program {
  #process;
  #since = 0;

  /** `pattern` is the data folder that every start begins with a copy of; without it a start begins with nothing. */
  constructor(port, more, pattern) {
    Object.assign(this, { port, more, pattern, code: "" });
  }

  async start() {
    await this.end();
    this.data = await mkdtemp(join(tmpdir(), "hoso-pictures-"));
    if (this.pattern) await cp(this.pattern, this.data, { recursive: true });
    await this.#run(this.more);
  }

  /** The same data at a later instant: sessions that were open then are over by the clock. */
  async goOnAt(instant) {
    await this.stop();
    await this.#run(this.more.map((one, at) => (this.more[at - 1] === "--clock" ? instant : one)));
  }

  async #run(more) {
    const hoso = process.env.HOSO ?? "../target/release/hoso";
    const program = spawn(hoso, ["--listen", `127.0.0.1:${this.port}`, "--data", this.data, ...more], {
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...process.env, RUST_LOG: "warn" },
    });
    this.#process = program;
    for await (const line of createInterface(program.stdout)) {
      this.code = /^Mã cài đặt: (\S+)/.exec(line)?.[1] ?? this.code;
      if (line.startsWith("listening on")) {
        this.#since = Date.now();
        program.stdout.resume();
        // Hours left are rounded to minutes: none of them ends in the first second.
        await new Promise((resolve) => setTimeout(resolve, 1100));
        return;
      }
    }
    throw new Error(`${hoso} does not listen`);
  }

  get isOld() {
    return Date.now() - this.#since > LASTS;
  }

  /** Ends the program; its data stay until `end`. */
  async stop() {
    const program = this.#process;
    this.#process = undefined;
    if (!program || program.exitCode !== null) return;
    const gone = once(program, "exit");
    program.kill("SIGTERM");
    // Open event streams hold the orderly end up.
    setTimeout(() => program.kill("SIGKILL"), 1500).unref();
    await gone;
  }

  async end() {
    await this.stop();
    if (this.data) await rm(this.data, { recursive: true, force: true });
    this.data = undefined;
  }
}
