import { awake, end, expect, start, test, visit, WEDNESDAY } from "./hoso";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

test("filters and cells work without a page load, and the address can be shared", async ({ browser, hoso }) => {
  const page = await visit(browser, hoso, "hieutruong", "/bang-theo-doi");
  await awake(page);
  let loads = 0;
  page.on("load", () => loads++);
  await page.getByRole("link", { name: "Cả năm", exact: true }).click();
  await page.getByLabel("Loại hồ sơ").selectOption("giao-an");
  await expect(page).toHaveURL(/ky=ca-nam&loai=giao-an/);
  const cell = page.getByRole("link", { name: /^Mẫu giáo 4–5 tuổi, tuần 12:/ });
  await cell.click();
  const list = page.getByRole("complementary");
  await expect(list.getByRole("heading")).toHaveText("Mẫu giáo 4–5 tuổi, tuần 12");
  await expect(list.getByRole("listitem")).toHaveCount(3);
  await expect(page).toHaveURL(/&o=[0-9a-f-]+\.12$/);
  await page.keyboard.press("Escape");
  await expect(list).toBeHidden();
  await expect(cell).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("link", { name: /^Mẫu giáo 4–5 tuổi, tuần 13:/ })).toBeFocused();
  // Back goes through what was opened, not out of the dashboard.
  await page.goBack();
  await expect(list.getByRole("heading")).toHaveText("Mẫu giáo 4–5 tuổi, tuần 12");
  await page.goBack();
  await expect(list).toBeHidden();
  expect(loads).toBe(0);
  await page.context().close();
});

for (const javaScriptEnabled of [true, false]) {
  test(`a school with two places is narrowed by them ${javaScriptEnabled ? "with" : "without"} scripts`, async ({ browser, hoso }) => {
    const page = await visit(browser, hoso, "hieutruong", "/cai-dat/diem-truong", { javaScriptEnabled });
    await page.locator("[name=n0]").fill("Trung tâm");
    await page.getByRole("button", { name: "Thêm điểm trường" }).click();
    await page.locator("[name=n1]").fill("Điểm trường thôn Đông");
    await page.locator("[name=c1]").fill("4B");
    await page.getByRole("button", { name: "Lưu điểm trường" }).click();
    await page.goto("/bang-theo-doi?loai=giao-an");
    const departments = page.getByRole("table", { name: /^Số hồ sơ đã nộp/ }).getByRole("columnheader");
    await expect(departments.filter({ hasText: "Mẫu giáo 5–6 tuổi" })).toHaveCount(1);
    if (javaScriptEnabled) await awake(page);
    await page.getByLabel("Điểm trường").selectOption("Điểm trường thôn Đông");
    if (!javaScriptEnabled) await page.getByRole("button", { name: "Xem" }).click();
    await expect(departments).toHaveText(["Mẫu giáo 4–5 tuổi", "Toàn trường"]);
    await expect(page).toHaveURL(/loai=giao-an&diem=[0-9a-f-]{36}$/);
    await page.getByRole("link", { name: /^Mẫu giáo 4–5 tuổi, tuần 12:/ }).click();
    const list = page.getByRole("complementary");
    await expect(list.getByRole("listitem")).toHaveCount(1);
    await list.getByRole("link", { name: "Mở danh sách" }).click();
    await expect(page.getByLabel("Điểm trường")).toHaveValue(/^[0-9a-f-]{36}$/);
    await page.context().close();
  });
}

test("a jump inside the page asks for nothing and loads nothing, whatever the address holds", async ({ browser, hoso }) => {
  const page = await visit(browser, hoso, "hieutruong", "/bang-theo-doi?ky=khong-co");
  await awake(page);
  let loads = 0;
  page.on("load", () => loads++);
  const asked: (string | null)[] = [];
  page.on("request", (request) => {
    if (request.url().includes("/api/")) asked.push(new URL(request.url()).searchParams.get("term"));
  });
  await page.evaluate(() => (location.hash = "cuoi-trang"));
  await expect(page).toHaveURL(/ky=khong-co#cuoi-trang$/);
  // One sheet is asked for after the other: had the jump asked for one, it would stand before this one.
  await page.getByRole("link", { name: "Cả năm", exact: true }).click();
  await expect.poll(() => asked).toContain("ca-nam");
  expect(asked).not.toContain("khong-co");
  expect(loads).toBe(0);
  await page.context().close();
});

test("the week whose cell is opened stays in sight, though the list takes its place", async ({ browser, hoso }) => {
  const page = await visit(browser, hoso, "hieutruong", "/bang-theo-doi", { viewport: { width: 1024, height: 768 } });
  await awake(page);
  for (const [choice, week] of [["Học kỳ I", 1], ["Học kỳ I", 12], ["Học kỳ I", 13], ["Cả năm", 12]] as const) {
    await page.getByRole("link", { name: choice, exact: true }).click();
    await expect(page.locator(".matrix .now th"), `${choice} opens at the present week`).toBeInViewport({ ratio: 1 });
    const cell = page.getByRole("link", { name: new RegExp(`^Mẫu giáo 4–5 tuổi, tuần ${week}:`) });
    await cell.click();
    await expect(page.getByRole("complementary")).toBeFocused();
    await expect(cell, `${choice}, week ${week}`).toBeInViewport({ ratio: 1 });
  }
  await page.context().close();
});

test("a head sees the own department, a teacher none", async ({ browser, hoso }) => {
  const head = await visit(browser, hoso, "totruong", "/bang-theo-doi");
  const heads = head.locator(".matrix").getByRole("columnheader");
  await expect(heads.first()).toHaveText("Lớp 4A");
  await expect(heads).toContainText([/^Lớp 4/, "Mẫu giáo 4–5 tuổi, hồ sơ chung", "Cả tổ"]);
  await head.context().close();
  const teacher = await visit(browser, hoso, "giaovien", "/bang-theo-doi");
  await expect(teacher.getByRole("heading", { level: 1 })).toHaveText(/Bảng theo dõi dành cho/);
  await teacher.context().close();
});

test("the badge says when the connection is gone, and the figures stay", async ({ browser, noise }) => {
  noise.push(/ERR_(CONNECTION_REFUSED|CONNECTION_RESET|EMPTY_RESPONSE|INCOMPLETE_CHUNKED_ENCODING)/);
  test.setTimeout(120_000);
  const data = await mkdtemp(join(tmpdir(), "hoso-"));
  const { url, program } = await start(data, "--demo", "--clock", WEDNESDAY);
  const page = await visit(browser, url, "hieutruong", "/bang-theo-doi");
  await expect(page.getByText("Trực tiếp")).toBeVisible();
  await end(program);
  await expect(page.getByText("Mất kết nối, số liệu lúc")).toBeVisible({ timeout: 15_000 });
  await expect(page.getByRole("link", { name: /^Mẫu giáo 4–5 tuổi, tuần 12:/ })).toBeVisible();
  await page.context().close();
  await rm(data, { recursive: true, force: true });
});

test("the list behind a number is filtered and searched without marks", async ({ browser, hoso }) => {
  const page = await visit(browser, hoso, "hieutruong", "/bang-theo-doi/danh-sach?tuan=12");
  await page.getByLabel("Tìm tên người hoặc hồ sơ").fill("thuy");
  await page.getByRole("button", { name: "Xem" }).click();
  await expect(page.getByRole("row", { name: /Thu[ỷy]|Th[ủu]y/i }).first()).toBeVisible();
  await page.context().close();
});

test("on paper the dashboard and the list say what was chosen and when it was true", async ({ browser, hoso }) => {
  const page = await visit(browser, hoso, "hieutruong", "/bang-theo-doi?loai=giao-an");
  const stands = page.locator(".stands");
  await expect(stands).toBeHidden();
  await page.emulateMedia({ media: "print" });
  await expect(stands).toBeVisible();
  await expect(stands).toHaveText(/^Trường Mầm non Nam Thanh · Bảng theo dõi học kỳ I · Giáo án tuần.* · Số liệu lúc \d\d:\d\d ngày 25\/11\/2026$/);
  await page.goto("/bang-theo-doi/danh-sach?tuan=12&loai=giao-an&tt=dung-han&q=hoa");
  await expect(page.locator("tfoot")).toHaveText(
    /^Trường Mầm non Nam Thanh · Hồ sơ tuần 12 · 23\/11–27\/11\/2026 · mọi tổ · Giáo án tuần.* · Nộp đúng hạn · tìm “hoa” · Số liệu lúc/);
  await page.context().close();
});
