// An update never shows what a fresh page would not.
import { type Page } from "@playwright/test";
import { readFile } from "node:fs/promises";

import { expectFresh } from "./fresh";
import { awake, expect, own, sample, signIn, test, visit, WEDNESDAY } from "./hoso";

/** Hands in the plan of a week as the plain form does; `teacher` is a page of hers. */
async function handIn(teacher: Page, plan: RegExp) {
  await teacher.goto("/viec-cua-toi");
  const address = (await teacher.getByRole("link", { name: plan }).first().getAttribute("href"))!;
  const file = { name: "ke-hoach.docx", mimeType: "application/octet-stream", buffer: await readFile(sample("ke-hoach-tuan-12-lop-4A.docx")) };
  const answer = await teacher.request.post(address, {
    multipart: { key: crypto.randomUUID(), note: "", files: file }, maxRedirects: 0, headers: { "sec-fetch-site": "same-origin" },
  });
  expect(answer.status()).toBe(303);
}

const revision = async (page: Page) => Number(await page.locator("[data-revision]").getAttribute("data-revision"));

test("after updates and choices the page is what a fresh one would be", async ({ browser }) => {
  test.setTimeout(120_000);
  await own(["--demo", "--clock", WEDNESDAY], async ({ url }) => {
    const page = await visit(browser, url, "hieutruong", "/nam-hoc");
    const asked: string[] = [];
    page.on("request", (request) => { if (request.url().includes("/api/")) asked.push(request.url()); });
    await page.goto("/bang-theo-doi");
    await awake(page);
    await expect(page.getByText("Trực tiếp")).toBeVisible();
    await expectFresh(page, "as it came");
    expect(asked, "a page that shows the present revision is not asked for again").toEqual([]);

    const teacher = await visit(browser, url, "giaovien", "/viec-cua-toi");
    const updated = async (what: string, plan: RegExp) => {
      const before = await revision(page);
      await handIn(teacher, plan);
      await expect.poll(() => revision(page), what).toBeGreaterThan(before);
      await expectFresh(page, what);
    };
    const cell = page.getByRole("link", { name: /^Mẫu giáo 4–5 tuổi, tuần 13:/ });
    await cell.focus();
    const strip = page.locator(".matrix-x");
    await updated("a hand-in", /^Nộp Giáo án tuần 13/);
    await expect(cell).toBeFocused();
    await expect(page.locator(".matrix td.changed a[data-cell]")).toHaveCount(1);
    await expect(cell.locator("xpath=..")).toHaveClass(/changed/);

    // The whole year is wider than the screen, and stays where it was scrolled to.
    await page.getByRole("link", { name: "Cả năm", exact: true }).click();
    await expect(page).toHaveURL(/ky=ca-nam/);
    await expect(page.locator("[data-revision]")).toHaveClass("dashboard whole");
    await expectFresh(page, "the whole year");
    await strip.evaluate((strip) => strip.scrollTo(400, 0));
    await updated("a hand-in, the whole year", /^Nộp Kế hoạch tuần 13/);
    expect(await strip.evaluate((strip) => strip.scrollLeft)).toBe(400);

    await page.getByRole("link", { name: /^Mẫu giáo 4–5 tuổi, tuần 12:/ }).click();
    await expect(page.getByRole("complementary")).toBeFocused();
    await expectFresh(page, "a cell opened");
    await updated("a hand-in behind the opened cell", /^Nộp Kế hoạch tuần 12/);
    await page.getByLabel("Loại hồ sơ").selectOption("giao-an");
    await expect(page.getByRole("complementary")).toBeHidden();
    await expectFresh(page, "one type");
    await page.goBack();
    await expect(page.getByRole("complementary")).toBeVisible();
    await expect(page.getByLabel("Loại hồ sơ"), "Back knows the type that was chosen").toHaveValue("");
    await expectFresh(page, "back");
    await page.getByRole("link", { name: "Học kỳ II", exact: true }).click();
    await expect(page.getByRole("complementary")).toBeHidden();
    await expectFresh(page, "the second semester");
    await page.context().close();
    await teacher.context().close();
  });
});

test("any number of changes while a sheet is on its way become one more request", async ({ browser, hoso }) => {
  test.setTimeout(90_000);
  const page = await visit(browser, hoso, "hieutruong", "/bang-theo-doi");
  await awake(page);
  await expect(page.getByText("Trực tiếp")).toBeVisible();
  let asked = 0;
  let letGo = () => {};
  const held = new Promise<void>((resolve) => { letGo = resolve; });
  await page.route("**/api/bang-theo-doi?*", async (route) => {
    if (asked++ === 0) await held;
    await route.continue();
  });
  const before = await revision(page);
  for (const who of ["vtthang", "nthoa", "mtlan"]) {
    const teacher = await visit(browser, hoso, who, "/viec-cua-toi");
    await handIn(teacher, /^Nộp (Giáo án|Kế hoạch) tuần/);
    await teacher.context().close();
  }
  letGo();
  await expect.poll(() => revision(page)).toBeGreaterThan(before + 2);
  await page.waitForTimeout(500);
  expect(asked).toBe(2);
  await page.context().close();
});

test("a session that is over leads to the sign-in and back", async ({ browser, hoso }) => {
  const page = await visit(browser, hoso, "hieutruong", "/bang-theo-doi?ky=ca-nam");
  await awake(page);
  // The stream is asked for a little later, when the page has the lock; asked for without a session it is none.
  await expect(page.getByText("Trực tiếp")).toBeVisible();
  await page.context().clearCookies();
  await page.getByRole("link", { name: "Học kỳ II", exact: true }).click();
  await expect(page).toHaveURL(/\/dang-nhap\?next=%2Fbang%2Dtheo%2Ddoi%3Fky%3D2/);
  await page.context().close();
});

test("a page from before the server was brought up to date loads itself anew", async ({ browser, hoso }) => {
  const page = await visit(browser, hoso, "hieutruong", "/nam-hoc");
  await page.clock.install();
  const present = "event: present\nid: /assets/another.wasm\ndata: 1\n\n";
  await page.route("/su-kien", (route) => route.fulfill({ contentType: "text/event-stream", body: present }));
  await page.goto("/bang-theo-doi");
  await awake(page);
  let loads = 0;
  page.on("load", () => loads++);
  await page.clock.fastForward(10_000);
  await page.waitForRequest("/su-kien");
  expect(loads, "a page that came just now is not loaded again and again").toBe(0);
  const again = page.waitForEvent("load");
  await page.clock.fastForward(60_000);
  await again;
  await page.unroute("/su-kien");
  await page.context().close();
});

test("a page whose browser somebody else has signed in to shows theirs, under their name", async ({ browser, hoso, noise }) => {
  // The page asks once in the name of whom it was made for.
  noise.push(/the server responded with a status of 409/);
  const page = await visit(browser, hoso, "hieutruong", "/bang-theo-doi");
  await awake(page);
  const other = await page.context().newPage();
  await other.goto("/dang-nhap");
  await signIn(other, "totruong");
  await expect(other.getByRole("heading", { level: 1 })).toBeVisible();
  await page.getByRole("link", { name: "Cả năm", exact: true }).click();
  await expect(page.getByRole("banner")).toContainText("Lê Thị Ấm");
  await expect(page.locator(".matrix").getByRole("columnheader")).toContainText(["Lớp 4A", "Lớp 4B", "Lớp 4C"]);
  await page.context().close();
});

test("a server that is frozen is noticed within half a minute, and found again by itself", async ({ browser }) => {
  test.setTimeout(120_000);
  await own(["--demo", "--clock", WEDNESDAY], async ({ url, program }) => {
    const page = await visit(browser, url, "hieutruong", "/bang-theo-doi");
    await expect(page.getByText("Trực tiếp")).toBeVisible();
    const moment = page.locator(".fresh time");
    const first = await moment.textContent();
    // Nothing happens, and the clock of the figures goes on.
    await expect(moment).not.toHaveText(first!, { timeout: 15_000 });
    program.kill("SIGSTOP");
    await expect(page.getByText("Mất kết nối, số liệu lúc")).toBeVisible({ timeout: 30_000 });
    program.kill("SIGCONT");
    await expect(page.getByText("Trực tiếp")).toBeVisible({ timeout: 30_000 });
    await page.context().close();
  });
});

test("any number of tabs of one browser can be used", async ({ browser, hoso }) => {
  const first = await visit(browser, hoso, "hieutruong", "/bang-theo-doi");
  for (let tab = 0; tab < 7; tab++) {
    const page = await first.context().newPage();
    // A browser shows one tab of a window; this one hides the others when the next is opened.
    await page.addInitScript(() => {
      Object.defineProperty(document, "hidden", { get: () => (window as unknown as { away?: boolean }).away === true });
    });
    await page.goto("/bang-theo-doi");
    await awake(page);
    await expect(page.getByText("Trực tiếp")).toBeVisible();
    await page.evaluate(() => { (window as unknown as { away?: boolean }).away = true; });
    await expect(page.getByText("Mất kết nối")).toBeVisible();
  }
  await first.getByRole("link", { name: "Cả năm", exact: true }).click();
  await expect(first).toHaveURL(/ky=ca-nam/);
  await expect(first.locator("[data-revision]")).toHaveClass(/whole/);
  await first.context().close();
});

test("nine windows of one browser that are all looked at share a stream, and one takes over from another", async ({ browser }) => {
  test.setTimeout(240_000);
  await own(["--demo", "--clock", WEDNESDAY], async ({ url, program }) => {
    const first = await visit(browser, url, "hieutruong", "/nam-hoc");
    let streams = 0;
    first.context().on("request", (request) => { if (request.url().endsWith("/su-kien")) streams++; });
    await first.goto("/bang-theo-doi");
    const windows = [first];
    while (windows.length < 9) windows.push(await first.context().newPage());
    const areLive = () => Promise.all(windows.map((page) => expect(page.getByText("Trực tiếp")).toBeVisible({ timeout: 30_000 })));
    for (const page of windows.slice(1)) {
      await page.goto("/bang-theo-doi");
      await awake(page);
    }
    await areLive();
    expect(streams, "a browser opens six connections to a server").toBe(1);

    const teacher = await visit(browser, url, "giaovien", "/viec-cua-toi");
    const allHear = async (plan: RegExp) => {
      const before = await Promise.all(windows.map(revision));
      await handIn(teacher, plan);
      for (const [at, page] of windows.entries()) await expect.poll(() => revision(page), `window ${at}`).toBeGreaterThan(before[at]);
    };
    await allHear(/^Nộp Giáo án tuần 13/);
    await windows.shift()!.close();
    await allHear(/^Nộp Kế hoạch tuần 13/);
    await areLive();
    expect(streams).toBe(2);

    program.kill("SIGSTOP");
    await Promise.all(windows.map((page) => expect(page.getByText("Mất kết nối, số liệu lúc")).toBeVisible({ timeout: 30_000 })));
    program.kill("SIGCONT");
    await areLive();
    await windows[0].context().close();
    await teacher.context().close();
  });
});
