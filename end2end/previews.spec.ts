import { awake, expect, sample, test, visit } from "./hoso";

test("cô Hoa uploads the plan of another week, is told so, hands it in, and the head reads it without Word", async ({ browser, hoso }) => {
  const page = await visit(browser, hoso, "giaovien", "/viec-cua-toi");
  await page.getByRole("link", { name: "Nộp Giáo án tuần 13, Lớp 4A" }).click();
  await awake(page);
  await page.setInputFiles("#chon-tep", sample("ke-hoach-tuan-12-lop-4A.docx"));
  await expect(page.getByText("Đã tải xong")).toBeVisible();
  await expect(page.getByText(/hồ sơ là tuần 13/)).toBeVisible();
  await page.getByRole("button", { name: "Nộp 1 tệp" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/Đã nộp/);
  await expect(page.getByText(/hồ sơ là tuần 13/)).toBeVisible();
  const receipt = new URL(page.url()).pathname;
  await page.getByRole("link", { name: "Xem tệp 1" }).click();
  await expect(page.locator(".paper table").first()).toBeVisible();
  await page.context().close();

  const head = await visit(browser, hoso, "totruong", `${receipt.replace("bien-nhan", "xem")}/0`);
  await expect(head.getByText(/hồ sơ là tuần 13/)).toBeVisible();
  await expect(head.locator(".paper td").first()).toBeVisible();
  await expect(head.getByRole("link", { name: /^Tải bản gốc/ })).toBeVisible();
  await head.context().close();
});
