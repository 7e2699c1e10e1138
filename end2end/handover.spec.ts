// A class goes to another teacher: looked at, confirmed by the principal, and signed by both, one of them on paper.
import { expect, test, visit } from "./hoso";

for (const javaScriptEnabled of [true, false]) {
  test(`a teacher hands her class over ${javaScriptEnabled ? "with" : "without"} scripts`, async ({ browser, hoso, noise }) => {
    // A form with a wrong day is refused, and shown again.
    noise.push(/status of 422/);
    const principal = await visit(browser, hoso, "hieutruong", "/can-bo", { javaScriptEnabled });
    await principal.getByRole("rowheader", { name: /Nguyễn Thị Hoa/ }).getByRole("link").first().click();
    await principal.getByRole("link", { name: "Bàn giao khi rời trường, đổi lớp, đổi việc" }).click();
    await expect(principal.getByRole("heading", { level: 1, name: "Bàn giao" })).toBeVisible();
    await principal.getByLabel("Đổi lớp, đổi việc").check();
    await principal.getByLabel("Ngày cuối còn giữ").fill("mai");
    await principal.getByLabel("Ghi thêm").fill("chuyển lớp từ tháng 12");
    await principal.getByRole("button", { name: "Xem trước" }).last().click();
    await expect(principal.getByText("Ghi ngày/tháng/năm, ví dụ 01/12/2026.").first()).toBeVisible();
    await expect(principal.getByLabel("Ghi thêm")).toHaveValue("chuyển lớp từ tháng 12");
    await principal.getByLabel("Ngày cuối còn giữ").fill("27/11/2026");
    const all = principal.getByLabel("Một người nhận tất cả");
    const words = await all.locator("option").filter({ hasText: "Giáo viên lớp 4A" }).first().textContent();
    await all.selectOption({ label: words!.trim() });
    await principal.getByRole("button", { name: "Xem trước" }).last().click();
    await expect(principal.getByText("giữ việc đến hết ngày 27/11/2026")).toBeVisible();
    await principal.getByRole("button", { name: "Xác nhận bàn giao" }).click();
    await expect(principal.getByText("Đã xác nhận bàn giao; hai bên ký biên bản ở trang này")).toBeVisible();
    await principal.getByRole("button", { name: /đã ký trên giấy$/ }).first().click();
    await expect(principal.getByText("Đã ghi chữ ký")).toBeVisible();
    await expect(principal.getByText(/ký trên giấy, ghi lúc/).first()).toBeVisible();
  });
}
