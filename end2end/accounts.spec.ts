// Điều 2: an account is its owner's alone. Passwords told on the telephone, where one is signed in, the code beside the password,
// and a staff-room machine that locks itself and changes hands in a few seconds.
import { createHmac } from "node:crypto";

import type { Page } from "@playwright/test";

import { PASSWORD, WEDNESDAY, expect, signIn, test, visit } from "./hoso";

/** What an authenticator shows for a secret in base 32 (RFC 6238). */
function shown(secret: string, at: number): string {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...secret.replaceAll(" ", "")].map((letter) => letters.indexOf(letter).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigInt64BE(BigInt(Math.floor(at / 30)));
  const made = createHmac("sha1", key).update(step).digest();
  const offset = made[19]! & 0xf;
  return String((made.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

/** The clock of the demo began on a Wednesday, some minutes ago: the code of one of these minutes is the right one. */
async function switchOn(page: Page) {
  const secret = (await page.locator("main li code").first().textContent())!;
  for (let step = 0; step < 60; step += 2) {
    await page.getByLabel("Mã 6 số").fill(shown(secret, Date.parse(WEDNESDAY) / 1000 + 30 * step));
    await page.getByRole("button", { name: "Bật mã xác nhận", exact: true }).click();
    const done = page.getByRole("heading", { name: "Mã dự phòng" });
    await expect(done.or(page.getByText("Mã chưa đúng")).first()).toBeVisible();
    if (await done.isVisible()) return;
  }
}

test("a password is told on the telephone and typed as it was heard", async ({ browser, hoso }) => {
  const manager = await visit(browser, hoso, "quanly", "/can-bo");
  const before = Date.now();
  // Three clicks from anywhere: "Cán bộ" in the menu, the line of the person, the button.
  await manager.locator("summary", { hasText: "của Mai Thị Lan" }).click();
  await manager.getByRole("button", { name: "Đặt mật khẩu mới cho Mai Thị Lan" }).click();
  await expect(manager.locator("main code")).toHaveCount(2);
  const [username, told] = await manager.locator("main code").allTextContents();
  expect(Date.now() - before).toBeLessThan(20_000);
  expect(told).toMatch(/^([a-z]{2,3}-){6}[a-z]{2,3}$/);
  const heard = told!.replaceAll("-", " ").toUpperCase();
  const context = await browser.newContext({ baseURL: hoso });
  const hers = await context.newPage();
  await hers.goto("/dang-nhap");
  await signIn(hers, username!, heard);
  await hers.getByLabel("Mật khẩu được phát").fill(heard);
  await hers.getByLabel("Mật khẩu mới", { exact: true }).fill("Mai Lan 1990");
  await hers.getByLabel("Gõ lại mật khẩu mới").fill("Mai Lan 1990");
  await hers.getByRole("button", { name: "Đổi mật khẩu" }).click();
  await expect(hers.getByText("tên người thì ai cũng đoán được")).toBeVisible();
  await context.close();
  await manager.context().close();
});

test("somebody reads where they are signed in and ends it elsewhere", async ({ browser, hoso }) => {
  const home = await visit(browser, hoso, "totruong", "/viec-cua-toi");
  const school = await visit(browser, hoso, "totruong", "/viec-cua-toi");
  await home.reload();
  await expect(home.getByText("trình duyệt mới vừa đăng nhập")).toBeVisible();
  await home.getByRole("link", { name: "Xem ở đâu" }).click();
  await expect(home.getByRole("cell", { name: /Máy này/ })).toHaveCount(1);
  await home.getByRole("button", { name: /^Đăng xuất Chrome/ }).first().click();
  await expect(home.getByText("Đã đăng xuất 1 nơi")).toBeVisible();
  await school.goto("/viec-cua-toi");
  await expect(school.getByRole("heading", { name: "Đăng nhập" })).toBeVisible();
  await home.context().close();
  await school.context().close();
});

test("a staff-room machine locks itself, keeps what was typed, and changes hands by a name and a password", async ({ browser, hoso }) => {
  const context = await browser.newContext({ baseURL: hoso });
  const page = await context.newPage();
  await page.clock.install();
  await page.goto("/dang-nhap");
  await page.getByLabel(/^Máy này nhiều người dùng chung/).check();
  await signIn(page, "giaovien");
  await page.waitForURL(/viec-cua-toi/);
  await page.goto("/doi-mat-khau");
  await page.getByLabel("Mật khẩu mới", { exact: true }).fill("chữ đang gõ dở");
  await page.clock.fastForward(121_000);
  const sheet = page.getByRole("dialog", { name: "Máy dùng chung đã tự khóa" });
  await expect(sheet).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(sheet).toBeVisible();
  await sheet.getByLabel(/^Mật khẩu của/).fill(PASSWORD);
  await sheet.getByRole("button", { name: "Mở khóa" }).click();
  await expect(sheet).toBeHidden();
  await expect(page.getByLabel("Mật khẩu mới", { exact: true })).toHaveValue("chữ đang gõ dở");

  // A colleague has signed in here before; now they take turns.
  await page.locator("details.me summary").click();
  await page.getByRole("button", { name: "Đổi người dùng" }).click();
  await signIn(page, "totruong");
  await page.waitForURL(/viec-cua-toi|bang-theo-doi/);
  const before = Date.now();
  await page.locator("details.me summary").click();
  await page.getByRole("button", { name: "Đổi người dùng" }).click();
  await page.getByRole("link", { name: /Nguyễn Thị Hoa/ }).click();
  // The demo has filled its public password in; the cursor stands in the field, once the page of this person is there.
  await page.waitForURL(/dang-nhap\?/);
  await expect(page.getByRole("textbox", { name: "Mật khẩu" })).toBeFocused();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press("Enter");
  await page.waitForURL(/viec-cua-toi/);
  expect(Date.now() - before).toBeLessThan(8_000);
  await context.close();
});

test("without scripts nothing is promised that needs them", async ({ browser, hoso }) => {
  const context = await browser.newContext({ baseURL: hoso, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto("/dang-nhap");
  await page.getByLabel(/^Máy này nhiều người dùng chung/).check();
  await signIn(page, "vtpthao");
  await page.waitForURL(/viec-cua-toi/);
  await expect(page.getByText("tự khóa")).toBeHidden();
  await page.locator("details.me summary").click();
  await page.getByRole("button", { name: "Đổi người dùng" }).click();
  await expect(page.getByRole("navigation", { name: "Người hay dùng máy này" }).getByRole("link")).toHaveCount(1);
  await context.close();
});

test("a code beside the password, and codes on paper for when the telephone is lost", async ({ browser, hoso }) => {
  const page = await visit(browser, hoso, "ketoan", "/tai-khoan/ma-xac-nhan");
  await expect(page.locator("figure svg.qr")).toBeVisible();
  await switchOn(page);
  await expect(page.getByRole("heading", { name: "Mã dự phòng" })).toBeVisible();
  await expect(page.locator("ol.codes code")).toHaveCount(10);
  const codes = await page.locator("ol.codes code").allTextContents();
  const context = await browser.newContext({ baseURL: hoso });
  const elsewhere = await context.newPage();
  await elsewhere.goto("/dang-nhap");
  await signIn(elsewhere, "ketoan");
  await expect(elsewhere.getByRole("heading", { name: "Mã xác nhận" })).toBeVisible();
  await elsewhere.getByLabel("Mã xác nhận").fill(codes[0]!);
  await elsewhere.getByRole("button", { name: "Vào", exact: true }).click();
  await expect(elsewhere).not.toHaveURL(/dang-nhap/);
  await context.close();
  await page.context().close();
});
