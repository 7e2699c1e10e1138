// How much a head and the principal have to do for what waits: counted in clicks and keys, and without scripts; and the desk on
// paper.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";

import { SIZES } from "./axe";
import { opensFiles } from "./desk";
import { PASSWORD, end, expect, start, test, visit } from "./hoso";
import { handsIn } from "./records";

/** Counts what a hand does: every click and every key is one. */
class Hand {
  actions = 0;
  constructor(readonly page: Page) {}
  async click(locator: ReturnType<Page["getByRole"]>) {
    this.actions += 1;
    await locator.click();
  }
  async press(key: string) {
    this.actions += 1;
    await this.page.keyboard.press(key);
  }
}

test("a head approves twelve records in a minute and thirty actions", async ({ browser, hoso }) => {
  test.setTimeout(180_000);
  const principal = await visit(browser, hoso, "hieutruong", "/bang-theo-doi");
  const teacher = await visit(browser, hoso, "giaovien", "/viec-cua-toi");
  await handsIn(principal, teacher, hoso, "giao-an", "Lớp 4A", 12);
  const head = await visit(browser, hoso, "totruong", "/cho-duyet");
  const hand = new Hand(head);
  const began = Date.now();
  await hand.click(head.getByRole("link", { name: /^Xem / }).first());
  for (let approved = 0; approved < 12; approved += 1) {
    const title = await head.getByRole("heading", { level: 1 }).textContent();
    await expect(head.locator("iframe")).toBeVisible();
    await hand.press("d");
    await hand.press("Enter");
    await expect(head.getByText(`Đã duyệt ${title}`)).toBeVisible();
  }
  const seconds = (Date.now() - began) / 1000;
  console.log(`twelve records approved: ${hand.actions} actions, ${seconds.toFixed(1)} s`);
  expect(hand.actions).toBeLessThanOrEqual(30);
  expect(seconds).toBeLessThanOrEqual(60);
});

test("a head approves without scripts what they have opened, all at once", async ({ browser, hoso }) => {
  const head = await visit(browser, hoso, "totruong", "/cho-duyet", { javaScriptEnabled: false });
  const titles = await head.getByRole("link", { name: /^Xem / }).count();
  expect(titles).toBeGreaterThanOrEqual(3);
  await expect(head.getByRole("checkbox")).toHaveCount(0);
  for (let opened = 0; opened < 3; opened += 1) {
    await head.getByRole("link", { name: /^Xem / }).nth(opened).click();
    await expect(head.getByRole("button", { name: "Duyệt", exact: true })).toBeVisible();
    await opensFiles(head);
    await head.goto("/cho-duyet");
  }
  await expect(head.getByRole("checkbox", { name: /^Chọn để / })).toHaveCount(3);
  for (const box of await head.getByRole("checkbox", { name: /^Chọn để / }).all()) await box.check();
  await head.getByRole("button", { name: "Duyệt các hồ sơ đã đánh dấu" }).click();
  await expect(head.getByText("Đã duyệt 3 hồ sơ")).toBeVisible();
});

test("the principal signs what was opened with one password", async ({ browser }) => {
  test.setTimeout(180_000);
  const data = await mkdtemp(join(tmpdir(), "hoso-"));
  try {
    const morning = await start(data, "--demo", "--clock", "2026-11-25T14:20:00+07:00");
    const page = await visit(browser, morning.url, "hieutruong", "/bang-theo-doi");
    const kitchen = await visit(browser, morning.url, "ltman", "/viec-cua-toi");
    await handsIn(page, kitchen, morning.url, "thuc-don", "Nuôi dưỡng", 3);
    for (const open of [page, kitchen]) await open.goto("about:blank");
    await end(morning.program);
    // Ten minutes later: whoever signs types the password again.
    const later = await start(data, "--demo", "--clock", "2026-11-25T14:30:00+07:00");
    const list = `${later.url}/cho-duyet`;
    try {
      await page.goto(list);
      const waiting = page.getByRole("listitem").filter({ hasText: /Thực đơn tuần 1[456]/ });
      await expect(waiting).toHaveCount(3);
      for (let opened = 0; opened < 3; opened += 1) {
        await waiting.nth(opened).getByRole("link", { name: /^Xem / }).click();
        await expect(page.getByRole("button", { name: "Ký duyệt" })).toBeVisible();
        await opensFiles(page);
        await page.goto(list);
      }
      const boxes = page.getByRole("checkbox", { name: /^Chọn để / });
      await expect(boxes).toHaveCount(3);
      for (const box of await boxes.all()) await box.check();
      await page.locator("input[name=consent]").check();
      await page.getByLabel(/^Mật khẩu/).fill(PASSWORD);
      await page.getByRole("button", { name: /^Ký duyệt/ }).click();
      await expect(page.getByText(/Đã (ký )?duyệt 3 hồ sơ/)).toBeVisible();
      await page.goto("about:blank");
    } finally {
      await end(later.program);
    }
  } finally {
    await rm(data, { recursive: true, force: true });
  }
});

test("the desk on paper says what was decided, and leaves out what nobody can press there", async ({ browser, hoso }) => {
  const head = await visit(browser, hoso, "totruong", "/cho-duyet");
  await head.getByRole("link", { name: /^Xem / }).first().click();
  await head.emulateMedia({ media: "print" });
  await expect(head.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(head.getByRole("button", { name: "Duyệt", exact: true })).toBeHidden();
  const pdf = await head.pdf({ format: "A4" });
  expect(pdf.length).toBeGreaterThan(1000);
});

test("each pane of the desk scrolls alone, and a refused return shows the field that is wrong", async ({ browser, hoso }) => {
  const head = await visit(browser, hoso, "totruong", "/cho-duyet", { viewport: SIZES.desk });
  await head.getByRole("link", { name: /^Xem / }).first().click();
  await expect(head.locator("iframe")).toBeVisible();
  const beyond = () => head.evaluate(() => document.documentElement.scrollHeight - innerHeight);
  expect(await beyond(), "the page is as tall as its window").toBeLessThanOrEqual(0);
  await expect(head.getByRole("button", { name: "Duyệt", exact: true })).toBeInViewport({ ratio: 1 });
  await head.getByText("Trả lại", { exact: true }).first().click();
  await head.getByRole("button", { name: /^Trả lại cho / }).click();
  const words = head.getByLabel(/^Lời nhắn cho /);
  await expect(words).toBeFocused();
  await expect(words).toBeInViewport();
  await expect(head.getByRole("button", { name: /^Trả lại cho / }), "the button stays at the foot").toBeInViewport({ ratio: 1 });
  await expect(head.getByRole("link", { name: "Đến chỗ cần sửa" })).toHaveAttribute("href", "#words");
  expect(await beyond()).toBeLessThanOrEqual(0);
});

test("what is not opened yet is counted anew as files are opened", async ({ browser, hoso }) => {
  const head = await visit(browser, hoso, "totruong", "/cho-duyet");
  await head.locator("main li", { hasText: "Đã nộp lại" }).locator("a[href^='/cho-duyet/']").first().click();
  const left = head.locator("[data-left]");
  await expect(left).toContainText("tệp chưa mở");
  await head.getByRole("link", { name: "Toàn văn" }).click();
  await opensFiles(head);
  await expect(left).not.toContainText("tệp chưa mở");
});

test("on a phone the decision is folded away until it is wanted, also without scripts", async ({ browser, hoso }) => {
  const phone = { viewport: { width: 390, height: 844 }, javaScriptEnabled: false };
  const head = await visit(browser, hoso, "totruong", "/cho-duyet", phone);
  await head.getByRole("link", { name: /^Xem / }).first().click();
  const approve = head.getByRole("button", { name: "Duyệt", exact: true });
  await expect(approve).toBeHidden();
  await head.locator(".fold-bar").click();
  await expect(approve).toBeInViewport({ ratio: 1 });
  await head.getByText("Trả lại", { exact: true }).first().click();
  const [words, send] = [head.getByLabel(/^Lời nhắn cho /), head.getByRole("button", { name: /^Trả lại cho / })];
  const [field, button] = [(await words.boundingBox())!, (await send.boundingBox())!];
  expect(button.y, "the button lies below the field").toBeGreaterThanOrEqual(field.y + field.height);
  await head.locator(".fold-bar").click();
  await expect(words).toBeHidden();
});
