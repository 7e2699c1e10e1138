// Disposal: nothing goes by a day that has come; a list, a council, the principal, seven days and somebody else let files go.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, visit, start, end } from "./hoso";

const PASSWORD = "nam-thanh-2024";
const PUT_IN = "2026-11-25T14:20:00+07:00";
const OVER = "2032-07-05T09:00:00+07:00";
const AFTER = "2032-07-12T10:00:00+07:00";

for (const javaScriptEnabled of [true, false]) {
  test(`files of a record go by minutes of a council ${javaScriptEnabled ? "with" : "without"} scripts`, async ({ browser, noise }) => {
    test.setTimeout(240_000);
    noise.push(/status of (409|410|422)/);
    const data = await mkdtemp(join(tmpdir(), "hoso-"));
    const at = async <T>(clock: string, story: (url: string) => Promise<T>) => {
      const { url, program } = await start(data, "--demo", "--clock", clock);
      try {
        return await story(url);
      } finally {
        await end(program);
      }
    };
    const open = (url: string, who: string, path: string) => visit(browser, url, who, path, { javaScriptEnabled });
    const prove = async (page: Awaited<ReturnType<typeof open>>, id: string) => {
      const field = page.locator(`#${id}`);
      if (await field.isVisible()) await field.fill(PASSWORD);
    };
    try {
      await at(PUT_IN, async (url) => {
        const principal = await open(url, "hieutruong", "/luu-tru");
        await principal.getByRole("button", { name: /^Đưa \d+ hồ sơ vào lưu trữ$/ }).click();
        await expect(principal.getByText("Đủ và nguyên vẹn").first()).toBeVisible();
        // Every type that lies there gets a period.
        await principal.goto("/luu-tru/thoi-han");
        const types = await principal.locator("summary", { hasText: "Đặt thời hạn" }).count();
        for (let at = 0; at < types; at++) {
          await principal.goto("/luu-tru/thoi-han");
          await principal.locator("summary", { hasText: "Đặt thời hạn" }).nth(at).click();
          const form = principal.locator("details[open] form").first();
          await form.getByLabel("Giữ bao lâu").selectOption("years");
          await form.getByLabel("Số năm").fill("2");
          await form.getByLabel("Căn cứ").fill("Thông tư 08/2025/TT-BGDĐT");
          await form.getByRole("button", { name: "Lưu thời hạn" }).click();
        }
      });
      const title = await at(OVER, async (url) => {
        const team = await open(url, "quanly", "/luu-tru/tieu-huy");
        await team.getByRole("link", { name: "Lập danh mục từ gói số 1" }).click();
        const box = team.getByRole("checkbox").first();
        const title = (await team.locator("label.check b").first().textContent())!;
        await box.check();
        await team.getByLabel("Thuyết minh").fill("Đã hết thời hạn lưu, không còn dùng đến");
        await team.getByRole("button", { name: "Lập danh mục" }).click();
        await expect(team.getByRole("heading", { level: 1, name: "Danh mục tiêu hủy số 1" })).toBeVisible();
        await team.getByLabel("Số biên bản").fill("05/BB-HĐ");
        await team.getByLabel("Ngày họp").fill("05/07/2032");
        await team.getByLabel("Chủ tịch hội đồng").selectOption({ index: 1 });
        await team.getByRole("button", { name: "Ghi biên bản" }).click();
        await expect(team.getByText("Hội đồng có ít nhất 3 người").first()).toBeVisible();
        await expect(team.getByLabel("Số biên bản")).toHaveValue("05/BB-HĐ");
        for (const place of [0, 1, 2]) await team.getByRole("checkbox").nth(place).check();
        await team.getByRole("button", { name: "Ghi biên bản" }).click();
        await expect(team.getByText("Chờ hiệu trưởng quyết định").first()).toBeVisible();
        await team.getByRole("link", { name: "Xem bản in biên bản" }).click();
        await expect(team.getByText("BIÊN BẢN HỌP HỘI ĐỒNG XÁC ĐỊNH GIÁ TRỊ TÀI LIỆU")).toBeVisible();
        const principal = await open(url, "hieutruong", "/luu-tru/tieu-huy/1");
        await principal.getByLabel(/^Đồng ý tiêu hủy/).check();
        await principal.getByLabel("Số quyết định, nếu đồng ý").fill("15/QĐ-MN");
        await prove(principal, "mat-khau-quyet-dinh");
        await principal.getByRole("button", { name: "Ghi quyết định" }).click();
        await expect(principal.getByText("Đã quyết định, đang trong thời gian chờ").first()).toBeVisible();
        return title;
      });
      await at(AFTER, async (url) => {
        const principal = await open(url, "hieutruong", "/luu-tru/tieu-huy/1");
        await expect(principal.getByRole("button", { name: /^Tiêu hủy \d+ hồ sơ$/ })).toHaveCount(0);
        const vice = await open(url, "phohieutruong", "/luu-tru/tieu-huy/1");
        await prove(vice, "mat-khau-thi-hanh");
        await vice.getByRole("button", { name: "Tiêu hủy 1 hồ sơ" }).click();
        await expect(vice.getByText("Đã tiêu hủy; người nộp, giờ nộp")).toBeVisible();
        await vice.getByRole("link", { name: title }).first().click();
        await vice.getByRole("link", { name: "Mở trang hồ sơ" }).click();
        await expect(vice.getByText("theo biên bản số 05/BB-HĐ ngày 05/07/2032").first()).toBeVisible();
      });
    } finally {
      await rm(data, { recursive: true, force: true });
    }
  });
}
