// What the measuring scripts share: their wishes from stdin, the browser, and the cookie of somebody signed in.
import { chromium } from "@playwright/test";
import { text } from "node:stream/consumers";

export const wishes = async () => JSON.parse(await text(process.stdin));

export const launch = () => chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
  ],
});

/** "hoso=…", as the bench got it when it signed in. */
export function cookieOf(url, cookie) {
  const [name, ...value] = cookie.split("=");
  return { name, value: value.join("="), url, httpOnly: true };
}
