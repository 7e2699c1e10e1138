import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

import { expect, test, visit } from "./hoso";

const AXE = readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const PAGES: [string, string][] = [
  ["giaovien", "/viec-cua-toi"], ["giaovien", "/da-nop"], ["giaovien", "/nam-hoc"], ["giaovien", "/doi-mat-khau"],
  ["giaovien", "/khong-co"], ["hieutruong", "/bang-theo-doi"], ["hieutruong", "/bang-theo-doi?ky=ca-nam"],
  ["hieutruong", "/bang-theo-doi/danh-sach?tuan=12"], ["hieutruong", "/can-bo"], ["hieutruong", "/cai-dat"],
];
const SIZES = { desk: { width: 1366, height: 768 }, tablet: { width: 800, height: 1280 } };

for (const [size, viewport] of Object.entries(SIZES)) {
  test(`axe finds nothing, ${size}`, async ({ browser, hoso }) => {
    test.setTimeout(180_000);
    const source = await AXE;
    for (const username of new Set(PAGES.map(([one]) => one))) {
      const page = await visit(browser, hoso, username, "/", { viewport });
      const paths = PAGES.filter(([one]) => one === username).map(([, path]) => path);
      if (username === "giaovien") {
        await page.goto("/viec-cua-toi");
        paths.push((await page.getByRole("link", { name: /^Nộp/ }).first().getAttribute("href"))!);
        await page.goto("/da-nop");
        paths.push((await page.getByRole("link", { name: /^Xem biên nhận/ }).first().getAttribute("href"))!);
      }
      for (const path of paths) {
        await page.goto(path);
        await page.waitForTimeout(300);
        const found = await page.evaluate(`${source}; axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"] })
          .then(({ violations }) => violations.map(({ id, nodes }) => id + ": " + nodes.map(({ html }) => html.slice(0, 120)).join(" | ")))`);
        expect.soft(found, `${username} ${path}`).toEqual([]);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect.soft(wide, `${path} does not scroll sideways`).toBeLessThanOrEqual(0);
      }
      await page.context().close();
    }
  });
}

test("the sign-in page, signed out", async ({ page }) => {
  await page.goto("/dang-nhap");
  const found = await page.evaluate(`${await AXE}; axe.run().then(({ violations }) => violations.map(({ id }) => id))`);
  expect(found).toEqual([]);
});
