// The leadership signs: the principal with a tablet in the hand and no scripts, a vice principal with a tablet, and thirty records
// in one act.
import type { Browser, BrowserContextOptions, Page } from "@playwright/test";

import { SIZES } from "./axe";
import { opensFiles } from "./desk";
import { PASSWORD, end, expect, start, together, visit } from "./hoso";
import { handsIn } from "./records";

/** A tablet in the hand. */
const TABLET: BrowserContextOptions = { viewport: SIZES.tablet, hasTouch: true, isMobile: true };
/** Signed in ten minutes ago, a session for each story: a password counts for the session in which it was typed. */
const sessions: Record<string, BrowserContextOptions["storageState"][]> = { hieutruong: [], phohieutruong: [] };
/** Menus and weekly plans that wait for a signature; a few more than are signed in one act. */
const [MENUS, PLANS, TOGETHER] = [20, 14, 30];

/** The principal signs weekly plans too; all are handed in, and ten minutes have gone by. */
const test = together(async (browser, { url, program }, data) => {
  const principal = await visit(browser, url, "hieutruong", "/cai-dat/duyet");
  await principal.getByLabel("Kế hoạch tuần", { exact: true }).selectOption("Ban giám hiệu ký");
  await principal.getByRole("button", { name: "Lưu cách duyệt" }).click();
  await expect(principal.getByText("Áp dụng cho những gì nộp từ bây giờ")).toBeVisible();
  // What comes in the same second came before.
  await principal.waitForTimeout(1_100);
  const kitchen = await visit(browser, url, "ltman", "/viec-cua-toi");
  await handsIn(principal, kitchen, url, "thuc-don", "Nuôi dưỡng", MENUS);
  const teacher = await visit(browser, url, "giaovien", "/viec-cua-toi");
  await handsIn(principal, teacher, url, "ke-hoach-tuan", "Lớp 4A", PLANS);
  for (const [username, kept] of Object.entries(sessions)) {
    while (kept.length < 2) {
      const again = await visit(browser, url, username, "/cho-duyet");
      kept.push(await again.context().storageState());
      await again.context().close();
    }
  }
  for (const page of [principal, kitchen, teacher]) await page.context().close();
  await end(program);
  return start(data, "--demo", "--clock", "2026-11-25T14:30:00+07:00");
});

async function list(browser: Browser, url: string, username: string, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await (await browser.newContext({ baseURL: url, storageState: sessions[username].pop(), ...options })).newPage();
  await page.goto("/cho-duyet");
  return page;
}

test("the principal signs, takes it back and gives back on a tablet without scripts", async ({ browser, hoso }) => {
  const principal = await list(browser, hoso, "hieutruong", { ...TABLET, javaScriptEnabled: false });
  await principal.getByRole("link", { name: "Thực đơn tuần 14 · Nuôi dưỡng", exact: true }).tap();
  const [heading, sheet] = [principal.getByRole("heading", { level: 1 }), principal.locator(".decision")];
  await expect(heading).toHaveText("Thực đơn tuần 14 · Nuôi dưỡng");
  await expect(principal.locator("iframe")).toBeVisible();
  const sign = sheet.getByRole("button", { name: "Ký duyệt" });
  await expect(sign).toBeInViewport({ ratio: 1 });

  // With a wrong password nothing is signed, and what was agreed to stays.
  await sheet.locator("input[name=consent]").tap();
  await sheet.getByLabel(/^Mật khẩu/).fill("sai-mat-khau");
  await sign.tap();
  await expect(principal.getByText("Mật khẩu đang dùng chưa đúng").first()).toBeVisible();
  await expect(sheet.locator("input[name=consent]")).toBeChecked();
  await sheet.getByLabel(/^Mật khẩu/).fill(PASSWORD);
  await sign.tap();
  await expect(principal.getByText("Đã ký duyệt Thực đơn tuần 14 · Nuôi dưỡng")).toBeVisible();
  await principal.getByRole("button", { name: "Hoàn tác" }).tap();
  await expect(heading).toHaveText("Thực đơn tuần 14 · Nuôi dưỡng");

  // The fields of a return are there also without scripts, and ask for no password.
  await sheet.getByText("Trả lại", { exact: true }).first().tap();
  await sheet.getByLabel("Còn ô để trống").tap();
  await sheet.getByLabel(/^Lời nhắn cho /).fill("Thứ Tư chưa có món canh.");
  await sheet.getByRole("button", { name: /^Trả lại cho / }).tap();
  await expect(principal.getByText("Đã trả lại Thực đơn tuần 14 · Nuôi dưỡng cho")).toBeVisible();
  await principal.goto("/uy-quyen");
  await expect(principal.getByRole("button", { name: "Ghi ủy quyền" })).toBeVisible();
  await principal.context().close();
});

test("a vice principal signs one record after the other on a tablet", async ({ browser, hoso }) => {
  const vice = await list(browser, hoso, "phohieutruong", TABLET);
  await vice.getByRole("link", { name: "Thực đơn tuần 15 · Nuôi dưỡng", exact: true }).tap();
  const [heading, sheet] = [vice.getByRole("heading", { level: 1 }), vice.locator(".decision")];
  for (const week of [15, 16]) {
    await expect(heading).toHaveText(`Thực đơn tuần ${week} · Nuôi dưỡng`);
    await expect(vice.locator("iframe")).toBeVisible();
    await sheet.locator("input[name=consent]").tap();
    // Asked for once: the second record comes within its five minutes.
    await expect(sheet.getByLabel(/^Mật khẩu/)).toHaveCount(week === 15 ? 1 : 0);
    if (week === 15) await sheet.getByLabel(/^Mật khẩu/).fill(PASSWORD);
    const sign = sheet.getByRole("button", { name: "Ký duyệt" });
    await expect(sign).toBeInViewport({ ratio: 1 });
    await sign.tap();
    await expect(vice.getByText(`Đã ký duyệt Thực đơn tuần ${week} · Nuôi dưỡng`)).toBeVisible();
  }
  await vice.getByRole("link", { name: "Xem phiếu duyệt" }).tap();
  await expect(vice.getByRole("heading", { name: "PHIẾU DUYỆT HỒ SƠ" })).toBeVisible();
  await expect(vice.locator(".as-code")).toHaveText(/^(\w{4}-){5}\w{4}$/);
  await vice.context().close();
});

test("the principal opens thirty records and signs them in one act, none of them unopened", async ({ browser, hoso }) => {
  test.setTimeout(240_000);
  const principal = await list(browser, hoso, "hieutruong");
  const name = /^(Thực đơn|Kế hoạch) tuần (1[4-9]|2\d|3[0-5]) · (Nuôi dưỡng|Lớp 4A)$/;
  const waiting = async () => {
    const links = principal.locator("main a[href^='/cho-duyet/']").filter({ hasText: name });
    return links.evaluateAll((all) => all.map((one) => one.getAttribute("href")!));
  };
  const addresses = await waiting();
  expect(addresses.length).toBeGreaterThan(TOGETHER);
  const boxes = principal.getByRole("checkbox", { name: /^Chọn để / });
  await expect(boxes, "nothing is opened yet").toHaveCount(0);
  for (const address of addresses.slice(0, TOGETHER)) {
    await principal.goto(address);
    await expect(principal.getByRole("button", { name: "Ký duyệt" })).toBeAttached();
    await opensFiles(principal);
  }
  await principal.goto("/cho-duyet");
  await expect(boxes, "a box for each that was opened").toHaveCount(TOGETHER);
  for (const box of await boxes.all()) await box.check();
  await principal.locator("input[name=consent]").check();
  await principal.getByLabel(/^Mật khẩu/).fill(PASSWORD);
  await principal.getByRole("button", { name: /^Ký duyệt/ }).click();
  await expect(principal.getByText(`Đã ký duyệt ${TOGETHER} hồ sơ`)).toBeVisible();
  await expect(boxes).toHaveCount(0);
  expect(await waiting(), "what was not opened waits").toEqual(addresses.slice(TOGETHER));
  await principal.context().close();
});
