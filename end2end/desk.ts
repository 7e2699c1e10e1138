// What somebody does on the desk of a record, counted by no story for itself.
import type { Page } from "@playwright/test";

import { expect } from "./hoso";

/** Reads every file of the version in the frame of the desk, and takes home what is not shown there: each of them counts. */
export async function opensFiles(page: Page) {
  const frame = (await (await page.locator("iframe[name=tep]").elementHandle())!.contentFrame())!;
  await frame.waitForLoadState();
  for (const link of await page.locator(".files-of a").all()) {
    const file = new URL((await link.getAttribute("href")) ?? "", page.url());
    const shown = `${file.origin}${file.pathname.replace("/tep/", "/xem/")}?khung=1`;
    expect((await frame.goto(shown, { waitUntil: "domcontentloaded" }))?.status(), shown).toBe(200);
    if ((await frame.locator(".empty").count()) > 0) {
      expect((await page.request.get(file.href)).status(), file.pathname).toBe(200);
    }
  }
}
