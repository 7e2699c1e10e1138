// The programs of the islands with their assertions on, against the server's pages.
//
// Server and browser are compiled with different flags (docs/decisions/0009). Where their views then differ by one node,
// a release takes over the wrong ones silently; a development build panics. `cargo xtask test` builds these programs and
// names their folder; they take the place of the release's, whose pages are the same.
import { type Page } from "@playwright/test";
import { join } from "node:path";

import { awake, expect, sample, test, visit } from "./hoso";

const programs = process.env.HOSO_DEV_PROGRAMS;
test.skip(!programs, "cargo xtask test builds the programs with assertions");

async function withAssertions(page: Page) {
  let taken = 0;
  await page.route(/\/assets\/(dashboard|queue)\..*\.(js|wasm)$/, (route) => {
    const [, island, ending] = /\/assets\/([a-z]+)\..*\.(js|wasm)$/.exec(route.request().url())!;
    taken++;
    return route.fulfill({
      path: join(programs!, island!, ending === "js" ? `${island}.js` : `${island}_bg.wasm`),
      contentType: ending === "js" ? "text/javascript" : "application/wasm",
    });
  });
  return () => taken;
}

test("the dashboard wakes node by node, in every state of its page", async ({ browser, hoso }) => {
  const page = await visit(browser, hoso, "hieutruong", "/nam-hoc");
  const taken = await withAssertions(page);
  for (const query of ["", "?ky=ca-nam", "?ky=2&loai=giao-an", "?loai=tu-lieu"]) {
    await page.goto(`/bang-theo-doi${query}`);
    await awake(page);
  }
  await page.getByRole("link", { name: "Cả năm", exact: true }).click();
  await page.getByLabel("Loại hồ sơ").selectOption("");
  await page.getByRole("link", { name: /^Mẫu giáo 4–5 tuổi, tuần 12:/ }).click();
  await expect(page.getByRole("complementary")).toBeVisible();
  await page.reload();
  await awake(page);
  await page.getByRole("link", { name: "Đóng danh sách" }).click();
  await expect(page.getByRole("complementary")).toBeHidden();
  expect(taken()).toBe(10);
  await page.context().close();
  const head = await visit(browser, hoso, "totruong", "/nam-hoc");
  await withAssertions(head);
  await head.goto("/bang-theo-doi");
  await awake(head);
  await head.context().close();
});

test("the dashboard of a school with several places wakes node by node, whichever is chosen", async ({ browser, hoso }) => {
  const page = await visit(browser, hoso, "hieutruong", "/cai-dat/diem-truong");
  await page.locator("[name=n0]").fill("Trung tâm");
  await page.getByRole("button", { name: "Thêm điểm trường" }).click();
  await page.locator("[name=n1]").fill("Điểm trường thôn Đông");
  await page.locator("[name=c1]").fill("4B");
  await page.getByRole("button", { name: "Lưu điểm trường" }).click();
  await withAssertions(page);
  await page.goto("/bang-theo-doi");
  await awake(page);
  await page.getByLabel("Điểm trường").selectOption("Điểm trường thôn Đông");
  await expect(page).toHaveURL(/diem=/);
  await expect(page.getByRole("columnheader", { name: "Mẫu giáo 5–6 tuổi" })).toHaveCount(0);
  await page.reload();
  await awake(page);
  await page.getByLabel("Điểm trường").selectOption("");
  await expect(page.getByRole("columnheader", { name: "Mẫu giáo 5–6 tuổi" }).first()).toBeVisible();
  await page.context().close();
});

test("the upload queue wakes node by node, also with a file that waits", async ({ browser, hoso }) => {
  const page = await visit(browser, hoso, "giaovien", "/viec-cua-toi");
  const taken = await withAssertions(page);
  await page.getByRole("link", { name: /^Nộp Tư liệu/ }).first().click();
  await awake(page);
  await page.setInputFiles("#chon-tep", sample("ke-hoach-tuan-12-lop-4A.docx"));
  await expect(page.getByText("Đã tải lên, chưa nộp", { exact: true })).toBeVisible();
  await page.reload();
  await awake(page);
  await page.getByRole("button", { name: "Bỏ ke-hoach-tuan-12-lop-4A.docx" }).click();
  await expect(page.getByText("Đã tải lên, chưa nộp", { exact: true })).toBeHidden();
  expect(taken()).toBe(4);
  await page.context().close();
});
