// What axe-core finds on the page that is open, at the levels that the product promises: WCAG 2.2 AA and good practice.
import type { Page } from "@playwright/test";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

import { expect } from "./hoso";

const AXE = readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** The screens the product is at home on. */
export const SIZES = { desk: { width: 1366, height: 768 }, tablet: { width: 800, height: 1280 } };

/**
 * Fails softly, naming `what`, where the page is not the one with this `heading`, for every violation, and where it
 * scrolls sideways. Without the heading an error page would pass for any other.
 */
export async function expectAccessible(page: Page, what: string, heading: string | RegExp) {
  await expect.soft(page.getByRole("heading", { level: 1 }), `${what}: the heading`).toHaveText(heading);
  // What stays in sight lies over half a field wherever the page happens to stand. A person scrolls; axe does not, and is shown all.
  const stuck = await page.evaluate(() => {
    const all = [...document.querySelectorAll<HTMLElement>("*")].filter((one) => getComputedStyle(one).position === "sticky");
    all.forEach((one) => Object.assign(one.style, { position: "static", maxHeight: "none", overflow: "visible" }));
    return all.length;
  });
  const found = await page.evaluate(`${await AXE}; axe.run({ runOnly: ${JSON.stringify(RULES)} })
    .then(({ violations }) => violations.map(({ id, nodes }) => id + ": " + nodes.map(({ html }) => html.slice(0, 120)).join(" | ")))`);
  expect.soft(found, what).toEqual([]);
  if (stuck > 0) {
    await page.evaluate(() => document.querySelectorAll<HTMLElement>("[style]").forEach((one) => {
      for (const name of ["position", "max-height", "overflow"]) one.style.removeProperty(name);
    }));
  }
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect.soft(wide, `${what} does not scroll sideways`).toBeLessThanOrEqual(0);
}
