// A school that starts with nothing: from the code on the console to a teacher who sees what she owes.
import type { Page } from "@playwright/test";
import { fileURLToPath } from "node:url";

import { SIZES, expectAccessible } from "./axe";
import { expect, own, signIn, test } from "./hoso";

const CALENDAR = fileURLToPath(new URL("../server/samples/lich.toml", import.meta.url));
const STAFF = [
  "Nguyễn Thị Hoa\tcô\tGiáo viên\t4A",
  "Trần Thu Thảo\tcô\tGiáo viên\t4A",
  "Lê Thị Ấm\tcô\tTổ trưởng\tMẫu giáo 4–5 tuổi\tGiáo viên\t4B",
  "Vũ Thị Mai\tcô\tHiệu trưởng",
].join("\n");

for (const [size, options, scripts] of [
  ["on a desk, with scripts", { viewport: SIZES.desk }, true],
  ["on a tablet, with scripts switched off", { viewport: SIZES.tablet, javaScriptEnabled: false }, false],
] as const) {
  test(`a school is set up from nothing, ${size}`, async ({ browser }) => {
    test.setTimeout(180_000);
    await own([], async ({ url, code }) => {
      const context = await browser.newContext({ baseURL: url, ...options });
      const page = await context.newPage();
      const look = async (what: string, heading: string | RegExp) => { if (scripts) await expectAccessible(page, what, heading); };
      await page.goto("/");
      await look("the code", "Nhập mã trên màn hình máy chủ");
      await page.getByLabel("Mã cài đặt").fill("SAI-MAHO");
      await page.getByRole("button", { name: "Bắt đầu cài đặt" }).click();
      await expect(page.getByText("Mã cài đặt chưa đúng")).toBeVisible();
      await page.getByLabel("Mã cài đặt").fill(code.toLowerCase());
      await page.getByRole("button", { name: "Bắt đầu cài đặt" }).click();

      await look("the school", "Trường");
      await page.getByLabel("Tên trường").fill("Trường Mầm non Hoa Sen");
      await page.getByLabel("Họ và tên").fill("Phạm Văn Định");
      await page.getByLabel("Tên đăng nhập").fill("dinhpv");
      await page.getByLabel(/^Mật khẩu, ít nhất/).fill("mưa rơi trên lá sen");
      await page.getByLabel("Gõ lại mật khẩu").fill("mưa rơi trên lá");
      await next(page);
      await expect(page.getByText("Hai lần gõ chưa giống nhau")).toBeVisible();
      await expect(page.getByLabel("Họ và tên")).toHaveValue("Phạm Văn Định");
      await look("the school, refused", "Trường");
      await page.getByLabel(/^Mật khẩu, ít nhất/).fill("mưa rơi trên lá sen");
      await page.getByLabel("Gõ lại mật khẩu").fill("mưa rơi trên lá sen");
      await next(page);

      await look("the calendar", /^Lịch năm học/);
      await page.getByRole("link", { name: "Lấy từ tệp lịch" }).click();
      await look("a calendar's file", "Lịch năm học");
      await page.locator("input[type=file]").setInputFiles(CALENDAR);
      await page.getByRole("button", { name: /Đọc tệp/ }).click();
      await expect(page.getByText("Đã đọc tệp lich.toml, chưa lưu")).toBeVisible();
      const week1 = page.getByLabel("Tuần 1 bắt đầu, thứ Hai");
      await week1.fill("08/09/2026");
      await next(page);
      await expect(page.getByText("08/09/2026 là thứ Ba, phải là thứ Hai.")).toBeVisible();
      await look("the calendar, refused", /^Lịch năm học/);
      await week1.fill("07/09/2026");
      await next(page);

      await look("departments", "Tổ và lớp");
      await page.getByLabel("Lớp, nhóm hoặc bộ phận").nth(2).fill("4A, 4B");
      await next(page);

      await look("staff", "Cán bộ");
      await page.getByLabel("Dán từ Excel").fill(STAFF);
      await page.getByRole("button", { name: "Thêm vào bảng" }).click();
      await expect(page.getByLabel("Họ và tên").nth(1)).toHaveValue("Nguyễn Thị Hoa");
      await look("staff, pasted", "Cán bộ");
      await next(page);

      await look("record types", "Loại hồ sơ và hạn");
      await next(page);

      await look("practice", "Tuần tập dượt");
      await page.getByLabel("Không, tính ngay từ đầu").check();
      await page.getByRole("button", { name: "Mở trường" }).click();

      await look("issued-passwords", "Mật khẩu ban đầu");
      const card = page.getByRole("listitem").filter({ hasText: "Nguyễn Thị Hoa" });
      await expect(card.locator("code")).toHaveCount(2);
      const [username, password] = await card.locator("code").allTextContents();
      await page.getByRole("button", { name: "Đã in xong, đến đăng nhập" }).click();

      await signIn(page, username!, password!);
      await page.getByLabel("Mật khẩu được phát").fill(password!);
      await page.getByLabel("Mật khẩu mới", { exact: true }).fill("hoa sen trắng nở");
      await page.getByLabel("Gõ lại mật khẩu mới").fill("hoa sen trắng nở");
      await page.getByRole("button", { name: "Đổi mật khẩu" }).click();
      await expect(page.getByRole("heading", { name: "Việc của tôi" })).toBeVisible();
      await expect(page.getByText(/Giáo án tuần \d+ · Lớp 4A/).first()).toBeVisible();
      await look("her own work", "Việc của tôi");
      await context.close();
    });
  });
}

/** The button that goes on to the next step. */
const next = (page: Page) => page.getByRole("button", { name: /^Tiếp/ }).click();
