// A vice principal signs with the password, with scripts and without; the sheet is printed, and anybody checks its code.
import type { Browser, BrowserContextOptions, Page } from "@playwright/test";

import { PASSWORD, end, expect, start, together, visit } from "./hoso";
import { handsIn } from "./records";

/** Signed in ten minutes ago: a session for each story, because a password counts for the session in which it was typed. */
const sessions: BrowserContextOptions["storageState"][] = [];

/** Two menus wait, and ten minutes have gone by: whoever signs types the password again. */
const test = together(async (browser, { url, program }, data) => {
  const vice = await visit(browser, url, "phohieutruong", "/cho-duyet");
  const kitchen = await visit(browser, url, "ltman", "/viec-cua-toi");
  await handsIn(vice, kitchen, url, "thuc-don", "Nuôi dưỡng", 2);
  while (sessions.length < 2) {
    const again = await visit(browser, url, "phohieutruong", "/cho-duyet");
    sessions.push(await again.context().storageState());
    await again.context().close();
  }
  for (const page of [vice, kitchen]) await page.context().close();
  await end(program);
  return start(data, "--demo", "--clock", "2026-11-25T14:30:00+07:00");
});

async function desk(browser: Browser, url: string, week: number, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await (await browser.newContext({ baseURL: url, storageState: sessions.pop(), ...options })).newPage();
  await page.goto("/cho-duyet");
  await page.getByRole("link", { name: `Thực đơn tuần ${week} · Nuôi dưỡng`, exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Thực đơn tuần ${week} · Nuôi dưỡng`);
  return page;
}

test("the vice principal signs with the password, prints the sheet, and anybody checks its code", async ({ browser, hoso }) => {
  const vice = await desk(browser, hoso, 14);
  await expect(vice.locator("iframe")).toBeVisible();
  const file = (await vice.locator(".files-of a").first().textContent())!;
  const consent = vice.locator("input[name=consent]");
  await consent.check();
  // Gone back to, the page may be that of a newer version: what is agreed to is agreed to anew.
  await vice.goto("/thong-bao");
  await vice.goBack();
  await expect(vice.getByRole("button", { name: "Ký duyệt" })).toBeVisible();
  await expect(consent).not.toBeChecked();
  await consent.check();
  await vice.getByLabel(/^Mật khẩu/).fill("sai-mat-khau");
  await vice.getByRole("button", { name: "Ký duyệt" }).click();
  await expect(vice.getByText("Mật khẩu đang dùng chưa đúng").first()).toBeVisible();
  await expect(consent).toBeChecked();
  await vice.getByLabel(/^Mật khẩu/).fill(PASSWORD);
  await vice.getByRole("button", { name: "Ký duyệt" }).click();
  await expect(vice.getByText("Đã ký duyệt Thực đơn tuần 14 · Nuôi dưỡng")).toBeVisible();

  await vice.getByRole("link", { name: "Xem phiếu duyệt" }).click();
  await expect(vice.getByRole("heading", { name: "PHIẾU DUYỆT HỒ SƠ" })).toBeVisible();
  await expect(vice.locator(".approval-sheet")).toContainText(file);
  const code = (await vice.locator(".as-code").textContent())!;
  await vice.emulateMedia({ media: "print" });
  await expect(vice.getByRole("banner")).toBeHidden();
  await expect(vice.getByRole("button", { name: "In phiếu" })).toBeHidden();
  expect((await vice.pdf({ format: "A4" })).length).toBeGreaterThan(1000);
  await vice.context().close();

  // Somebody without an account, who types what stands on the paper.
  const anybody = await (await browser.newContext({ baseURL: hoso })).newPage();
  await anybody.goto("/kiem-tra");
  await anybody.getByLabel("Mã kiểm tra").fill(code.toLowerCase().replaceAll("-", " "));
  await anybody.getByRole("button", { name: "Kiểm tra" }).click();
  await expect(anybody.getByRole("heading", { level: 1 })).toHaveText("Chữ ký hợp lệ");
  const told = anybody.getByRole("main");
  await expect(told).toContainText("Thực đơn tuần 14 · Nuôi dưỡng");
  await expect(told).toContainText(/Trần Thị Đào, Phó hiệu trưởng, ký lúc 14:3\d:\d\d thứ Tư 25\/11\/2026/);
  await expect(told).not.toContainText(file);
  await expect(anybody.locator("a[href^='/xem/'], a[href^='/tep/'], a[href^='/ho-so/']")).toHaveCount(0);
  await anybody.context().close();
});

test("the vice principal signs without scripts", async ({ browser, hoso }) => {
  const vice = await desk(browser, hoso, 15, { javaScriptEnabled: false });
  await vice.locator("input[name=consent]").check();
  await vice.getByLabel(/^Mật khẩu/).fill(PASSWORD);
  await vice.getByRole("button", { name: "Ký duyệt" }).click();
  await expect(vice.getByText("Đã ký duyệt Thực đơn tuần 15 · Nuôi dưỡng")).toBeVisible();
  await vice.getByRole("link", { name: "Xem phiếu duyệt" }).click();
  await expect(vice.locator(".as-code")).toHaveText(/^(\w{4}-){5}\w{4}$/);
  await expect(vice.getByRole("button", { name: "In phiếu" })).toBeHidden();
  await vice.context().close();
});

test("a wrong code says what is wrong with it, and many guesses have to wait", async ({ page, noise }) => {
  noise.push(/status of 429/);
  await page.goto("/kiem-tra");
  const code = page.getByLabel("Mã kiểm tra");
  const check = page.getByRole("button", { name: "Kiểm tra" });
  await code.fill("0000-1111");
  await check.click();
  await expect(page.getByText("ở đây có 8")).toBeVisible();
  await expect(code).toHaveValue("0000-1111");
  await code.fill("0000 0000 0000 0000 0000 0000");
  await check.click();
  await expect(page.getByText("Không có chữ ký nào mang mã này")).toBeVisible();
  await Promise.all(Array.from({ length: 40 }, () => page.request.get("/kiem-tra/0000-0000-0000-0000-0000-0000")));
  await check.click();
  await expect(page.getByText("Đã thử nhiều mã không có")).toBeVisible();
  await expect(code).toHaveValue(/^0000/);
});
