// A school that is no demo, brought to the day on which it opens: what an invented school cannot show, such as backups.
import type { Page } from "@playwright/test";
import { fileURLToPath } from "node:url";

import { type Started } from "./hoso";

const CALENDAR = fileURLToPath(new URL("../server/samples/lich.toml", import.meta.url));

/** Who founds it, and is of its management team. */
export const FOUNDER = { username: "dinhpv", password: "mưa rơi trên lá sen" };

/** Sets the school up in six steps; `page` stands behind the last one. */
export async function found(page: Page, { url, code }: Started) {
  const next = () => page.getByRole("button", { name: /^Tiếp/ }).click();
  await page.goto(url);
  await page.getByLabel("Mã cài đặt").fill(code);
  await page.getByRole("button", { name: "Bắt đầu cài đặt" }).click();
  await page.getByLabel("Tên trường").fill("Trường Mầm non Hoa Sen");
  await page.getByLabel("Họ và tên").fill("Phạm Văn Định");
  await page.getByLabel("Chức vụ").selectOption("Tổ quản lý phần mềm");
  await page.getByLabel("Tên đăng nhập").fill(FOUNDER.username);
  await page.getByLabel(/^Mật khẩu, ít nhất/).fill(FOUNDER.password);
  await page.getByLabel("Gõ lại mật khẩu").fill(FOUNDER.password);
  await next();
  await page.getByRole("link", { name: "Lấy từ tệp lịch" }).click();
  await page.locator("input[type=file]").setInputFiles(CALENDAR);
  await page.getByRole("button", { name: /Đọc tệp/ }).click();
  await next();
  await page.getByLabel("Lớp, nhóm hoặc bộ phận").nth(2).fill("4A");
  await next();
  await page.getByLabel("Dán từ Excel").fill("Vũ Thị Mai\tcô\tHiệu trưởng\nNguyễn Thị Hoa\tcô\tGiáo viên\t4A");
  await page.getByRole("button", { name: "Thêm vào bảng" }).click();
  await next();
  await next();
  await page.getByLabel("Không, tính ngay từ đầu").check();
  await page.getByRole("button", { name: "Mở trường" }).click();
  await page.getByRole("button", { name: "Đã in xong, đến đăng nhập" }).click();
}
