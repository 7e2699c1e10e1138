// Rules with dates: another due rule of a type is looked at and holds from its day; and a school year that is over.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { WEDNESDAY, end, expect, start, test, visit } from "./hoso";

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "with" : "without";
  test(`plans fall due by another rule from a day on ${how} scripts`, async ({ browser, hoso }) => {
    const principal = await visit(browser, hoso, "hieutruong", "/cai-dat/loai-ho-so", { javaScriptEnabled });
    await principal.getByRole("link", { name: "Đổi hạn hoặc giờ nộp" }).click();
    await principal.getByLabel("Áp dụng từ ngày").fill("07/12/2026");
    await principal.getByLabel("Số quyết định").fill("26/QĐ-MNNT");
    await principal.getByLabel("Giáo án tuần (kế hoạch bài dạy): hạn nộp").selectOption("last_working_day_of_week");
    await principal.getByRole("button", { name: "Xem bản mới đổi những gì" }).click();
    const look = principal.getByRole("region", { name: "Nếu áp dụng" });
    const changed = "ngày làm việc cuối của tuần, trước đây là thứ Sáu của tuần trước.";
    await expect(look).toContainText(`Hạn của Giáo án tuần (kế hoạch bài dạy): ${changed}`);
    await expect(look).toContainText(/Dời hạn \d+ hồ sơ của \d+ cô/);
    // What is changed in the form since is looked at again, and the page says so.
    await principal.getByLabel("Áp dụng từ ngày").fill("14/12/2026");
    await look.getByRole("button", { name: "Áp dụng" }).click();
    await expect(look).toContainText("Có thay đổi từ lúc xem trước, nên chưa áp dụng.");
    await look.getByRole("button", { name: "Áp dụng" }).click();
    await expect(principal.getByText("Đã lưu.")).toBeVisible();
    await expect(principal.getByRole("heading", { name: "Bản 2" })).toBeVisible();

    const teacher = await visit(browser, hoso, "giaovien", "/nam-hoc/lich-su", { javaScriptEnabled });
    const version = teacher.getByRole("listitem").filter({ hasText: "Bản 2" });
    await expect(version).toContainText("Theo Quyết định số 26/QĐ-MNNT.");
    await expect(version).toContainText("14/12/2026");
    for (const page of [principal, teacher]) await page.context().close();
  });
}

test("a school year that is over is looked back at, and offers nothing to write", async ({ browser }) => {
  test.setTimeout(120_000);
  const data = await mkdtemp(join(tmpdir(), "hoso-"));
  let hoso = await start(data, "--demo", "--clock", WEDNESDAY);
  try {
    const before = await visit(browser, hoso.url, "hieutruong", "/cai-dat/lich-nam-hoc?moi=1");
    await before.getByRole("button", { name: "Lưu lịch" }).click();
    await expect(before.getByText("Đã lưu.")).toBeVisible();
    await before.context().close();
    await end(hoso.program);
    hoso = await start(data, "--demo", "--clock", "2027-08-20T09:00:00+07:00");

    const over = "Năm học 2026–2027 đã kết thúc, chỉ xem.";
    const principal = await visit(browser, hoso.url, "hieutruong", "/nam-hoc");
    await principal.getByRole("link", { name: "Bảng theo dõi năm học 2026–2027" }).click();
    await expect(principal.getByText(over)).toBeVisible();
    await expect(principal.locator("leptos-island")).toHaveCount(0);
    // A term is chosen by its link and a type by the form: both stay in that year.
    await principal.getByRole("link", { name: "Học kỳ I", exact: true }).click();
    await expect(principal.getByText(over)).toBeVisible();
    await principal.locator("a[href*='/danh-sach?tuan=10']").first().click();
    await expect(principal.getByRole("heading", { name: "Hồ sơ tuần 10" })).toBeVisible();
    await principal.getByRole("link", { name: "Giáo án tuần 10 · Lớp 4A" }).click();
    await expect(principal.getByText(over)).toBeVisible();
    const main = principal.getByRole("main");
    await expect(main.locator("form[method=post]")).toHaveCount(0);
    await main.getByRole("link", { name: /^Biên nhận/ }).first().click();
    await expect(principal.getByText(over)).toBeVisible();
    await principal.getByRole("link", { name: "Về năm học đang mở" }).click();
    await expect(principal.getByText(over)).toHaveCount(0);

    const teacher = await visit(browser, hoso.url, "giaovien", "/nam-hoc");
    await teacher.getByRole("link", { name: "Đã nộp năm học 2026–2027" }).click();
    await expect(teacher.getByText(over)).toBeVisible();
    await expect(teacher.getByRole("link", { name: /^Nộp lại/ })).toHaveCount(0);
    for (const page of [principal, teacher]) await page.context().close();
  } finally {
    await end(hoso.program);
    await rm(data, { recursive: true, force: true });
  }
});
