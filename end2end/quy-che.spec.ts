// The regulation in the program: adopted by the principal, read and promised by a teacher, listed, printed, amended.
import { expect, test, visit } from "./hoso";

const PROMISE = "Tôi đã đọc và cam kết thực hiện";

for (const javaScriptEnabled of [true, false]) {
  test(`a school adopts its regulation and keeps it ${javaScriptEnabled ? "with" : "without"} scripts`, async ({ browser, hoso, noise }) => {
    // A form with a wrong day is refused, and shown again.
    noise.push(/status of 422/);
    const principal = await visit(browser, hoso, "hieutruong", "/quy-che", { javaScriptEnabled });
    await expect(principal.getByText("Văn bản khởi đầu")).toBeVisible();
    const lock = principal.getByRole("listitem").filter({ hasText: "Điều 3c" });
    await expect(lock.getByRole("link", { name: "Lệnh khóa, mở" }).first()).toBeVisible();
    await expect(lock.getByText("đang thi hành")).toBeVisible();
    await principal.getByRole("link", { name: "Ban hành" }).click();
    await principal.getByLabel("Số quyết định ban hành").fill("12/QĐ-TrMNNT");
    await principal.getByLabel("Ngày của quyết định").fill("05/09/2024");
    await principal.getByLabel("Thi hành từ ngày").fill("6 tháng 9");
    await principal.getByLabel("Nội dung, Điều 2").fill("Mỗi người giữ tài khoản của mình.");
    await principal.getByRole("button", { name: "Ban hành" }).click();
    await expect(principal.getByText("Ghi ngày/tháng/năm, ví dụ 05/09/2024.").first()).toBeVisible();
    await expect(principal.getByLabel("Nội dung, Điều 2")).toHaveValue("Mỗi người giữ tài khoản của mình.");
    await principal.getByLabel("Thi hành từ ngày").fill("06/09/2024");
    await principal.getByRole("button", { name: "Ban hành" }).click();
    await expect(principal.getByText("Đã ban hành; từ ngày thi hành mọi người được hỏi cam kết")).toBeVisible();

    const teacher = await visit(browser, hoso, "giaovien", "/viec-cua-toi", { javaScriptEnabled });
    await teacher.getByRole("link", { name: "Đọc và cam kết" }).click();
    await expect(teacher.getByText("Mỗi người giữ tài khoản của mình.")).toBeVisible();
    await teacher.getByRole("button", { name: PROMISE }).click();
    await expect(teacher.getByText("Đã ghi cam kết")).toBeVisible();
    await expect(teacher.getByRole("button", { name: PROMISE })).toHaveCount(0);
    await teacher.goto("/viec-cua-toi");
    await expect(teacher.getByRole("link", { name: "Đọc và cam kết" })).toHaveCount(0);

    await principal.goto("/quy-che");
    await principal.getByRole("link", { name: /^Ai đã cam kết \(1 trên/u }).click();
    await expect(principal.getByRole("heading", { level: 1, name: "Ai đã cam kết thực hiện quy chế" })).toBeVisible();
    await principal.getByRole("button", { name: /^Nhắc \d+ người chưa cam kết$/u }).click();
    await expect(principal.getByText("Đã nhắc; người chưa cam kết thấy ở Thông báo")).toBeVisible();
    await principal.getByRole("link", { name: "Danh sách để in và ký" }).click();
    await expect(principal.getByRole("heading", { name: "DANH SÁCH ĐÃ ĐỌC VÀ CAM KẾT THỰC HIỆN QUY CHẾ" })).toBeVisible();
  });
}
