// The log: searched, narrowed, turned page by page; everybody reads their own.
import { type Page, expect, test, visit } from "./hoso";

const numbers = async (page: Page) => {
  const told = await page.locator(".log .then").allTextContents();
  return told.map((words) => Number(/Dòng số (\d+)\./.exec(words)![1]));
};

for (const javaScriptEnabled of [true, false]) {
  test(`the leadership searches the log and turns its pages ${javaScriptEnabled ? "with" : "without"} scripts`, async ({ browser, hoso }) => {
    const principal = await visit(browser, hoso, "hieutruong", "/nhat-ky", { javaScriptEnabled });
    await expect(principal.getByRole("heading", { level: 1, name: "Nhật ký" })).toBeVisible();
    await expect(principal.getByText("Mã nhật ký hiện nay")).toBeVisible();
    // The newest first, and the next page goes on without a gap.
    const first = await numbers(principal);
    expect(first).toHaveLength(50);
    expect(first[0]! - first[49]!).toBe(49);
    await principal.getByRole("link", { name: "Việc cũ hơn" }).click();
    await expect(principal.getByRole("link", { name: "Về việc mới nhất" })).toBeVisible();
    expect((await numbers(principal))[0]).toBe(first[49]! - 1);
    await principal.getByRole("link", { name: "Về việc mới nhất" }).click();
    expect((await numbers(principal))[0]).toBe(first[0]);

    // By what it is about, by a person, by a name, by days.
    await principal.getByLabel("Loại việc").selectOption({ label: "Khóa, mở, bổ sung" });
    await principal.getByRole("button", { name: "Xem" }).click();
    await expect(principal.locator(".log").getByText(/lệnh/).first()).toBeVisible();
    await expect(principal.locator(".log").getByText(/đăng nhập/)).toHaveCount(0);
    await principal.getByLabel("Loại việc").selectOption({ label: "Tài khoản, đăng nhập" });
    const people = principal.getByLabel("Người làm");
    const nguyet = await people.locator("option").filter({ hasText: "Nguyễn Thị Minh Nguyệt" }).first().textContent();
    await people.selectOption({ label: nguyet!.trim() });
    await principal.getByRole("button", { name: "Xem" }).click();
    await expect(principal.locator(".log h3").first()).toContainText("Cô Nguyễn Thị Minh Nguyệt đăng nhập.");
    for (const line of await principal.locator(".log h3").allTextContents()) expect(line).toContain("Nguyễn Thị Minh Nguyệt");
    await principal.goto("/nhat-ky");
    await principal.getByLabel(/^Tìm tên người/).fill("giao vien khong co");
    await principal.getByRole("button", { name: "Xem" }).click();
    await expect(principal.getByText("Không có dòng nào khớp. Tìm được theo họ tên, tên đăng nhập và tên hồ sơ.")).toBeVisible();
    await principal.getByLabel(/^Tìm tên người/).fill("Giáo án tuần 12 · Lớp 4A");
    await principal.getByRole("button", { name: "Xem" }).click();
    await expect(principal.locator(".log h3").first()).toContainText("Giáo án tuần 12 · Lớp 4A");
    await principal.goto("/nhat-ky");
    await principal.getByLabel("Từ ngày").fill("hôm qua");
    await principal.getByRole("button", { name: "Xem" }).click();
    await expect(principal.getByText("“hôm qua” không phải là ngày").first()).toBeVisible();
    await expect(principal.getByLabel("Từ ngày")).toHaveValue("hôm qua");

  });

  test(`a teacher reads her own log, and a record leads to its own ${javaScriptEnabled ? "with" : "without"} scripts`, async ({ browser, hoso }) => {
    const teacher = await visit(browser, hoso, "giaovien", "/nhat-ky", { javaScriptEnabled });
    await expect(teacher.getByRole("heading", { level: 1, name: "Nhật ký của tôi" })).toBeVisible();
    await expect(teacher.locator(".log h3").first()).toContainText("Cô Nguyễn Thị Hoa (4A) đăng nhập.");
    await expect(teacher.locator(".log").getByText("Nguyễn Thị Minh Nguyệt đăng nhập")).toHaveCount(0);
    await expect(teacher.getByLabel("Người làm")).toHaveCount(0);
    const principal = await visit(browser, hoso, "hieutruong", "/bang-theo-doi/danh-sach?tuan=12&tt=dung-han", { javaScriptEnabled });
    await principal.getByRole("main").locator("a[href^='/ho-so/']").first().click();
    await principal.getByRole("main").locator("a[href^='/nhat-ky?ho-so=']").first().click();
    await expect(principal.getByRole("heading", { level: 1, name: "Nhật ký của hồ sơ" })).toBeVisible();
    await expect(principal.locator(".log").getByText(/ nộp /).first()).toBeVisible();
  });
}
