// The archive: what is approved goes in, a package is taken home, a period is settled, a record is held and taken out again.
import { expect, test, visit } from "./hoso";

const PASSWORD = "nam-thanh-2024";

for (const javaScriptEnabled of [true, false]) {
  test(`approved records go into the archive and one comes out again ${javaScriptEnabled ? "with" : "without"} scripts`, async ({ browser, hoso, noise }) => {
    // A form with something wrong is refused, and shown again.
    noise.push(/status of 422/);
    const principal = await visit(browser, hoso, "hieutruong", "/luu-tru", { javaScriptEnabled });
    await expect(principal.getByRole("heading", { level: 1, name: "Lưu trữ" })).toBeVisible();
    await expect(principal.getByText("Chưa có gói lưu trữ nào.")).toBeVisible();
    await principal.getByRole("button", { name: /^Đưa \d+ hồ sơ vào lưu trữ$/ }).click();
    await expect(principal.getByText("Đủ và nguyên vẹn").first()).toBeVisible();
    await principal.getByRole("link", { name: /gói số 1$/ }).click();
    await expect(principal.getByRole("heading", { level: 1, name: "Gói lưu trữ số 1" })).toBeVisible();
    const download = principal.waitForEvent("download");
    await principal.getByRole("button", { name: /^Tải gói/ }).click();
    expect((await download).suggestedFilename()).toMatch(/goi 1\.zip$/);
    await principal.getByRole("button", { name: "Kiểm tra lại các tệp" }).click();
    await expect(principal.getByText("Đã so từng tệp với lúc nộp: đủ và nguyên vẹn")).toBeVisible();

    // How long a type is kept needs a document.
    await principal.goto("/luu-tru/thoi-han");
    await principal.locator("summary", { hasText: "Đặt thời hạn" }).first().click();
    const setting = principal.locator("details[open] form").first();
    await setting.getByLabel("Giữ bao lâu").selectOption("years");
    await setting.getByLabel("Số năm").fill("5");
    await setting.getByRole("button", { name: "Lưu thời hạn" }).click();
    await expect(principal.getByText("Ghi văn bản quy định thời hạn này").first()).toBeVisible();
    const again = principal.locator("details[open] form").first();
    await again.getByLabel("Căn cứ").fill("Thông tư 08/2025/TT-BGDĐT");
    await again.getByRole("button", { name: "Lưu thời hạn" }).click();
    await expect(principal.getByText("5 năm, theo Thông tư 08/2025/TT-BGDĐT")).toBeVisible();

    // One record is held, and another deed takes it out.
    await principal.goto("/luu-tru/goi/1");
    await principal.locator("main th a").first().click();
    await principal.getByLabel("Vì sao giữ lại").fill("Đang thanh tra");
    await principal.getByRole("button", { name: "Giữ lại, không cho hủy" }).click();
    await expect(principal.getByText("Đã giữ lại")).toBeVisible();
    await principal.goto("/luu-tru/goi/1");
    await principal.locator("main th a").first().click();
    await expect(principal.getByText("Giữ lại theo lệnh số 1: Đang thanh tra")).toBeVisible();
    await principal.getByLabel("Vì sao lấy ra").fill("Thiếu một trang");
    if (await principal.getByLabel("Mật khẩu đang dùng").isVisible()) {
      await principal.getByLabel("Mật khẩu đang dùng").fill(PASSWORD);
    }
    await principal.getByRole("button", { name: "Lấy ra, cho sửa lại" }).click();
    await expect(principal.getByText("Đã lấy ra khỏi lưu trữ")).toBeVisible();

    // Who is neither leads the school nor looks after the program reads nothing of it.
    noise.push(/status of 403/);
    const teacher = await visit(browser, hoso, "giaovien", "/viec-cua-toi", { javaScriptEnabled });
    await teacher.goto("/luu-tru");
    await expect(teacher.getByText("Trang Lưu trữ do ban giám hiệu và tổ quản lý phần mềm xem")).toBeVisible();
  });
}

for (const javaScriptEnabled of [true, false]) {
  test(`the principal takes the whole school away ${javaScriptEnabled ? "with" : "without"} scripts`, async ({ browser, hoso, noise }) => {
    noise.push(/status of (403|422)/);
    const principal = await visit(browser, hoso, "hieutruong", "/luu-tru", { javaScriptEnabled });
    await principal.getByRole("link", { name: "Xuất toàn trường" }).click();
    await expect(principal.getByRole("heading", { level: 1, name: "Xuất toàn trường" })).toBeVisible();
    await expect(principal.getByText("Chưa xuất lần nào.")).toBeVisible();
    await principal.getByLabel("Để làm gì").fill("Nộp lưu trữ của huyện");
    await principal.getByLabel("Mật khẩu đang dùng").fill("sai");
    await principal.getByRole("button", { name: "Lập bản xuất" }).click();
    await expect(principal.getByText("Mật khẩu đang dùng chưa đúng.").first()).toBeVisible();
    await expect(principal.getByLabel("Để làm gì")).toHaveValue("Nộp lưu trữ của huyện");
    await principal.getByLabel("Mật khẩu đang dùng").fill(PASSWORD);
    await principal.getByRole("button", { name: "Lập bản xuất" }).click();
    await expect(async () => {
      await principal.goto("/luu-tru/xuat-toan-truong");
      await expect(principal.getByRole("button", { name: /^Tải bản số 1/ })).toBeVisible({ timeout: 500 });
    }).toPass();
    const download = principal.waitForEvent("download");
    await principal.getByRole("button", { name: /^Tải bản số 1/ }).click();
    expect((await download).suggestedFilename()).toMatch(/ban 1\.zip$/);
    await principal.goto("/luu-tru/xuat-toan-truong");
    await expect(principal.getByText("Bắt đầu tải lúc")).toBeVisible();
    const vice = await visit(browser, hoso, "phohieutruong", "/luu-tru", { javaScriptEnabled });
    await expect(vice.getByRole("link", { name: "Xuất toàn trường" })).toHaveCount(0);
    await vice.goto("/luu-tru/xuat-toan-truong");
    await expect(vice.getByText("Chỉ hiệu trưởng, hoặc người được ủy quyền thay hiệu trưởng")).toBeVisible();
  });
}
