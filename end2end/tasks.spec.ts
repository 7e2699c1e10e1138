// A task by the principal: looked at, given, answered with words, asked for again, accepted, and told to whoever is asked.
import { expect, test, visit } from "./hoso";

const TITLE = "Đồ dùng dạy học tự làm";

for (const javaScriptEnabled of [true, false]) {
  test(`the principal gives a task and a teacher answers it ${javaScriptEnabled ? "with" : "without"} scripts`, async ({ browser, hoso, noise }) => {
    // Forms with something wrong are refused, and shown again.
    noise.push(/status of 422/);
    const principal = await visit(browser, hoso, "hieutruong", "/viec-duoc-giao", { javaScriptEnabled });
    await principal.getByRole("link", { name: "Giao việc mới" }).click();
    await expect(principal.getByRole("heading", { level: 1, name: "Giao việc mới" })).toBeVisible();
    await principal.getByLabel("Tên việc").fill(TITLE);
    await principal.getByLabel("Nội dung").fill("Mỗi cô làm một bộ.\nChụp ảnh gửi kèm.");
    await principal.getByLabel("Hạn trả lời").fill("24/11/2026");
    await principal.getByRole("button", { name: "Xem trước" }).last().click();
    await expect(principal.getByText("Hạn phải từ ngày mai trở đi").first()).toBeVisible();
    await expect(principal.getByLabel("Tên việc")).toHaveValue(TITLE);
    await principal.getByLabel("Hạn trả lời").fill("28/11/2026");
    await principal.getByLabel("Tổ Mẫu giáo 4–5 tuổi").check();
    await principal.getByRole("button", { name: "Xem trước" }).last().click();
    const preview = principal.locator("#xem-truoc");
    await expect(preview).toContainText("Việc này giao cho");
    await expect(preview).toContainText("Thứ Bảy 28/11/2026 là ngày nghỉ");
    await preview.getByRole("button", { name: "Giao việc" }).click();
    await expect(principal.getByText("Đã giao việc; người nhận thấy ở Thông báo và Việc của tôi")).toBeVisible();
    const task = principal.url().split("?")[0]!;

    const teacher = await visit(browser, hoso, "giaovien", "/viec-cua-toi", { javaScriptEnabled });
    const mine = teacher.getByRole("region", { name: /Việc được giao/ });
    await mine.getByRole("link", { name: TITLE, exact: true }).click();
    await expect(teacher.getByRole("heading", { level: 1, name: TITLE })).toBeVisible();
    await teacher.getByRole("button", { name: "Gửi trả lời" }).click();
    await expect(teacher.getByText("Ghi trả lời, hoặc gửi kèm tệp.").first()).toBeVisible();
    await teacher.getByLabel("Trả lời", { exact: true }).fill("Em làm xong rồi ạ.");
    await teacher.getByRole("button", { name: "Gửi trả lời" }).click();
    await expect(teacher.getByText("Đã gửi trả lời")).toBeVisible();
    await expect(teacher.getByText("Em làm xong rồi ạ.")).toBeVisible();

    await principal.goto(task);
    const hers = principal.getByRole("listitem").filter({ hasText: "Em làm xong rồi ạ." }).first();
    await hers.getByRole("button", { name: /^Đề nghị làm lại/ }).click();
    await expect(principal.getByText("Ghi lý do, ít nhất 3 ký tự").first()).toBeVisible();
    await principal.getByLabel(/^Nhận xét/).first().fill("Thiếu ảnh");
    await principal.getByRole("button", { name: /^Đề nghị làm lại/ }).first().click();
    await expect(principal.getByText("Đã đề nghị làm lại; người nhận được báo")).toBeVisible();

    await teacher.goto("/viec-duoc-giao");
    await expect(teacher.getByRole("region", { name: "Cần trả lời" })).toContainText("Cần làm lại");
    await teacher.goto(task);
    await teacher.getByLabel("Trả lời thêm").fill("Em gửi thêm rồi ạ.");
    await teacher.getByRole("button", { name: "Gửi trả lời" }).click();
    await principal.goto(task);
    await principal.getByRole("button", { name: /^Đạt/ }).first().click();
    await expect(principal.getByText("Đã ghi đạt")).toBeVisible();
    await teacher.goto("/viec-duoc-giao");
    await expect(teacher.getByRole("region", { name: "Đã đạt" })).toContainText(TITLE);

    await principal.goto(task);
    await principal.getByText("Kết thúc hoặc thu hồi").click();
    await principal.getByLabel(/^Thu hồi/).check();
    await principal.getByLabel("Lý do").fill("Dời sang tháng sau");
    await principal.getByRole("button", { name: "Ghi và báo người nhận" }).click();
    await expect(principal.getByText("Việc này đã được thu hồi")).toBeVisible();
  });
}
