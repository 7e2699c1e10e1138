// What moves on an open page without an island, and what stays where an island cannot run.
import { type Browser } from "@playwright/test";

import { awake, expect, PASSWORD, sample, signIn, test, visit } from "./hoso";

/** Hands a record in from another machine; `name` is that of its button. */
async function handInElsewhere(browser: Browser, hoso: string, name: string) {
  const page = await visit(browser, hoso, "giaovien", "/viec-cua-toi");
  await page.getByRole("link", { name }).click();
  await awake(page);
  await page.setInputFiles("#chon-tep", sample("giao-an-tuan-12-lop-5A.pdf"));
  await page.getByRole("button", { name: "Nộp 1 tệp" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Đã nộp/);
  await page.context().close();
}

test("a password can be looked at, and goes out as one", async ({ browser, hoso }) => {
  const page = await (await browser.newContext({ baseURL: hoso })).newPage();
  await page.goto("/dang-nhap");
  const field = page.getByRole("textbox", { name: "Mật khẩu" });
  await page.getByLabel("Tên đăng nhập").fill("giaovien");
  await field.fill(PASSWORD);
  await page.getByRole("button", { name: "Hiện mật khẩu" }).click();
  await expect(field).toHaveAttribute("type", "text");
  await expect(field).toBeFocused();
  await page.getByRole("button", { name: "Ẩn mật khẩu" }).click();
  await expect(field).toHaveAttribute("type", "password");
  await page.getByRole("button", { name: "Hiện mật khẩu" }).click();
  await page.getByRole("button", { name: "Đăng nhập" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Việc của tôi");
  await page.context().close();
});

test("the school's clock goes on, and what is left until the due hour with it", async ({ browser, hoso }) => {
  const page = await visit(browser, hoso, "giaovien", "/viec-cua-toi");
  const clock = page.locator("[data-clock]");
  const seconds = async () => {
    const [hours, minutes, seconds] = (await clock.textContent())!.split(":").map(Number);
    return hours * 3600 + minutes * 60 + seconds;
  };
  await page.clock.install();
  await page.getByRole("link", { name: /^Nộp Kế hoạch giáo dục/ }).first().click();
  await awake(page);
  const before = await seconds();
  await page.clock.runFor(20_000);
  expect(await seconds() - before).toBeGreaterThanOrEqual(19);
  // After a minute the server is asked: its clock, which has not been turned forward, is the right one.
  await page.clock.runFor(41_000);
  await expect.poll(seconds).toBeLessThan(before + 30);
  await page.context().close();
});

test("an open page of one's own work follows what is handed in elsewhere", async ({ browser, hoso }) => {
  const page = await visit(browser, hoso, "giaovien", "/nam-hoc");
  await page.clock.install();
  await page.goto("/viec-cua-toi");
  // Without a number nothing is left; others may have handed in before this story.
  const left = async () => Number((await page.locator(".nav .count").allTextContents())[0]?.match(/\d+/)?.[0] ?? 0);
  const before = await left();
  const record = page.getByRole("link", { name: "Nộp Kế hoạch tuần 13, Lớp 4A" });
  await expect(record).toBeVisible();
  await handInElsewhere(browser, hoso, "Nộp Kế hoạch tuần 13, Lớp 4A");

  // What somebody is reading stays as it is; the bar does not.
  await page.getByText("Vì sao hạn này?").first().click();
  const reading = page.waitForResponse("**/viec-cua-toi");
  await page.clock.runFor(61_000);
  await reading;
  await expect.poll(left).toBe(before - 1);
  await expect(record).toBeVisible();
  await expect(page.locator("details[open]")).toBeVisible();

  await page.getByText("Vì sao hạn này?").first().click();
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await page.clock.runFor(61_000);
  await expect(record).toBeHidden();
  const shapes = await page.evaluate(() => [...document.querySelectorAll("main use")].filter((use) =>
    !document.querySelector(use.getAttribute("href")!)).length);
  expect(shapes, "every shape is drawn").toBe(0);

  // Somebody else has signed in beside it: nobody reads one person's work under another one's name.
  const beside = await page.context().newPage();
  await beside.goto("/dang-nhap");
  await signIn(beside, "ketoan");
  await expect(beside.getByRole("heading", { level: 1 })).toHaveText("Việc của tôi");
  await page.clock.runFor(61_000);
  await expect(page.locator(".me summary")).toContainText("Đỗ Văn Yên");
  await page.context().close();
});

test("the bell of a page that lies open counts what has come since", async ({ browser, hoso }) => {
  // Whoever opens the notices has read them.
  const head = await visit(browser, hoso, "totruong", "/thong-bao");
  await head.clock.install();
  await head.goto("/nam-hoc");
  const bell = head.locator(".bell a");
  await expect(bell).toHaveAccessibleName("Thông báo");
  await handInElsewhere(browser, hoso, "Nộp Giáo án tuần 13, Lớp 4A");
  await head.clock.runFor(61_000);
  await expect(bell).toHaveAccessibleName(/^Thông báo, \d+ chưa đọc$/);
  await expect(bell.locator(".count")).toBeVisible();
  await head.context().close();
});

test("a browser too old for the island keeps the plain form", async ({ browser, hoso, noise }) => {
  noise.push(/SyntaxError/, /Unexpected/);
  const page = await visit(browser, hoso, "giaovien", "/viec-cua-toi");
  await page.route("**/nop/*", async (route) => {
    const answer = await route.fetch();
    const html = await answer.text();
    expect(html).toContain("await import(script)");
    await route.fulfill({ response: answer, body: html.replace("await import(script)", "await import script") });
  });
  await page.getByRole("link", { name: /^Nộp/ }).first().click();
  await expect(page.locator("input[type=file][name=files]")).toBeVisible();
  await expect(page.locator("html")).not.toHaveClass(/js/);
  await page.context().close();
});
