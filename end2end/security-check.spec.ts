// The accounts of the school: checked by the principal, mended by whoever is to, and printed.
import { expect, test, visit } from "./hoso";

for (const javaScriptEnabled of [true, false]) {
  test(`the principal checks the accounts ${javaScriptEnabled ? "with" : "without"} scripts`, async ({ browser, hoso, noise }) => {
    // A form with a wrong day is refused, and shown again.
    noise.push(/status of 422/);
    const principal = await visit(browser, hoso, "hieutruong", "/can-bo", { javaScriptEnabled });
    await principal.getByRole("link", { name: "Kiểm tra bảo mật tài khoản" }).click();
    await principal.getByRole("link", { name: "Kiểm tra bây giờ" }).click();
    await expect(principal.getByRole("heading", { level: 1, name: "Kiểm tra bây giờ" })).toBeVisible();
    const found = principal.getByRole("listitem").filter({ hasText: "Lâu không đăng nhập" });
    await expect(found.first()).toBeVisible();
    const day = principal.getByLabel("Xử lý xong chậm nhất").first();
    const within = await day.inputValue();
    await day.fill("mai");
    // Nobody is chosen by the page itself.
    const all = principal.getByLabel("Người xử lý những điều chưa chọn ở dưới");
    await all.selectOption({ label: (await all.locator("option").filter({ hasText: "Lò Văn Thành" }).first().textContent())!.trim() });
    await principal.getByLabel("Ghi chú chung").fill("Kiểm tra tháng 11");
    await principal.getByRole("button", { name: "Ghi lần kiểm tra" }).click();
    await expect(principal.getByText("Ghi ngày/tháng/năm, ví dụ 01/12/2026.").first()).toBeVisible();
    await expect(principal.getByLabel("Ghi chú chung")).toHaveValue("Kiểm tra tháng 11");
    await principal.getByLabel("Xử lý xong chậm nhất").first().fill(within);
    await expect(all).not.toHaveValue("");
    await principal.getByRole("button", { name: "Ghi lần kiểm tra" }).click();
    await expect(principal.getByText("Đã ghi lần kiểm tra; người xử lý thấy việc ở đầu trang của mình")).toBeVisible();
    await principal.getByRole("link", { name: "Biên bản để in" }).click();
    await expect(principal.getByRole("heading", { name: "BIÊN BẢN KIỂM TRA BẢO MẬT TÀI KHOẢN", exact: true })).toBeVisible();

    const team = await visit(browser, hoso, "lvthanh", "/kiem-tra-tai-khoan", { javaScriptEnabled });
    await expect(team.getByRole("heading", { level: 1, name: "Kiểm tra bảo mật tài khoản" })).toBeVisible();
    await expect(team.getByRole("link", { name: "Kiểm tra bây giờ" })).toHaveCount(0);
    await team.goto("/bang-theo-doi");
    await expect(team.getByText("điều về tài khoản chờ xử lý")).toBeVisible();
  });
}
