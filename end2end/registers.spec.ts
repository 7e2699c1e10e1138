// The registers of the house: an incident reported from where one is and answered; a proposal, a training and a letter by the same
// pages.
import { fileURLToPath } from "node:url";
import { expect, test, visit } from "./hoso";

const WORD = fileURLToPath(new URL("../server/samples/ke-hoach-tuan-12-lop-4A.docx", import.meta.url));
const PDF = fileURLToPath(new URL("../server/samples/giao-an-tuan-12-lop-5A.pdf", import.meta.url));

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "with" : "without";

  test(`a teacher reports an incident and reads the answer ${how} scripts`, async ({ browser, hoso, noise }) => {
    // Forms with something wrong are refused, and shown again.
    noise.push(/status of 422/);
    const what = `Máy in ở phòng giáo viên hỏng (${how})`;
    const teacher = await visit(browser, hoso, "giaovien", "/viec-cua-toi", { javaScriptEnabled });
    await teacher.locator("details.me summary").click();
    await teacher.getByRole("link", { name: "Báo sự cố" }).click();
    await expect(teacher.getByRole("heading", { level: 1, name: "Báo sự cố" })).toBeVisible();
    await expect(teacher.getByText("Trang: /viec-cua-toi")).toBeVisible();
    await teacher.getByRole("button", { name: "Ghi vào sổ" }).click();
    await expect(teacher.getByText("Điền “Việc gì xảy ra”").first()).toBeVisible();
    await teacher.getByLabel("Việc gì xảy ra").fill(what);
    await teacher.getByRole("button", { name: "Ghi vào sổ" }).click();
    await expect(teacher.getByText("Đã ghi vào sổ")).toBeVisible();
    const entry = teacher.url().split("?")[0]!;

    const team = await visit(browser, hoso, "quanly", "/bang-theo-doi", { javaScriptEnabled });
    await expect(team.getByText(/sự cố chưa xử lý xong/)).toBeVisible();
    await team.getByRole("link", { name: "Xem sổ" }).first().click();
    await team.getByRole("link", { name: what }).click();
    await team.getByRole("button", { name: "Đã xử lý" }).click();
    await expect(team.getByText("nguyên nhân, đã làm gì").first()).toBeVisible();
    await team.getByLabel("Lời kèm theo").fill("Đã thay hộp mực");
    await team.getByRole("button", { name: "Đã xử lý" }).click();
    await expect(team.getByText("Đã ghi bước này")).toBeVisible();

    await teacher.goto("/viec-cua-toi");
    await expect(teacher.getByText("Đã thay hộp mực").first()).toBeVisible();
    await teacher.goto(entry);
    await expect(teacher.getByRole("button", { name: "Vẫn còn, báo lại" })).toBeVisible();
  });

  test(`an error page leads to the report ${how} scripts`, async ({ browser, hoso, noise }) => {
    noise.push(/status of 404/);
    const teacher = await visit(browser, hoso, "giaovien", "/viec-cua-toi", { javaScriptEnabled });
    await teacher.goto("/khong-co-trang-nay");
    await teacher.getByRole("main").getByRole("link", { name: "Báo sự cố" }).click();
    await expect(teacher.getByText("Trang: /khong-co-trang-nay")).toBeVisible();
  });

  test(`a proposal, a training and a letter ${how} scripts`, async ({ browser, hoso }) => {
    const teacher = await visit(browser, hoso, "giaovien", "/so", { javaScriptEnabled });
    await teacher.getByRole("link", { name: "Viết đề xuất" }).click();
    const title = `Thêm một máy tính (${how})`;
    await teacher.getByLabel("Đề xuất gì").fill(title);
    await teacher.getByLabel("Vì sao, cụ thể thế nào").fill("Phòng giáo viên có một máy cho sáu người.");
    await teacher.getByRole("button", { name: "Ghi vào sổ" }).click();
    await expect(teacher.getByText("Đã ghi vào sổ")).toBeVisible();
    await teacher.goto("/so/cong-van-den");
    await expect(teacher.getByRole("heading", { level: 1, name: "Sổ “Công văn đến” không mở" })).toBeVisible();

    const principal = await visit(browser, hoso, "hieutruong", "/so/de-xuat", { javaScriptEnabled });
    await principal.getByRole("link", { name: title }).click();
    await principal.getByRole("button", { name: "Duyệt", exact: true }).click();
    await expect(principal.getByText("Đã ghi bước này")).toBeVisible();
    await principal.goto("/so/cong-van-den/moi");
    await principal.getByLabel("Trích yếu").fill(`Tăng cường phòng dịch (${how})`);
    await principal.getByLabel("Nơi gửi").fill("Phòng Giáo dục và Đào tạo");
    await principal.getByLabel("Ngày đến").fill("25/11/2026");
    await principal.getByRole("button", { name: "Ghi vào sổ" }).click();
    await expect(principal.getByText("Mới vào sổ").first()).toBeVisible();
    await principal.goto("/so/tap-huan/moi");
    await principal.getByLabel("Nội dung").fill(`Nộp giáo án bằng máy tính bảng (${how})`);
    await principal.getByLabel("Ngày", { exact: true }).fill("20/11/2026");
    await principal.getByLabel("Người hướng dẫn").fill("Lò Văn Thành");
    await principal.getByLabel(/^Nguyễn Thị Hoa/).first().check();
    await principal.getByRole("button", { name: "Ghi vào sổ" }).click();
    await expect(principal.getByText("Nguyễn Thị Hoa").first()).toBeVisible();
    await principal.getByRole("link", { name: "Tập huấn" }).first().click();
    await principal.getByRole("link", { name: "Bản để in" }).click();
    await expect(principal.getByRole("heading", { level: 1, name: "Sổ tập huấn" })).toBeVisible();
  });

  test(`a letter goes out with its number and its scan ${how} scripts`, async ({ browser, hoso, noise }) => {
    noise.push(/status of (403|409|422)/);
    const subject = `Báo cáo phòng dịch (${how})`;
    const principal = await visit(browser, hoso, "hieutruong", "/so", { javaScriptEnabled });
    await principal.getByRole("link", { name: "Lấy số công văn đi" }).click();
    await principal.getByLabel("Trích yếu").fill(subject);
    await principal.getByRole("button", { name: "Ghi vào sổ" }).click();
    await expect(principal.getByText("Điền “Nơi nhận”").first()).toBeVisible();
    await expect(principal.getByLabel("Trích yếu")).toHaveValue(subject);
    await principal.getByLabel("Nơi nhận").fill("Phòng Giáo dục và Đào tạo");
    await principal.getByRole("button", { name: "Ghi vào sổ" }).click();
    await expect(principal.getByRole("heading", { level: 1, name: /^Công văn đi số \d+/ })).toBeVisible();
    await expect(principal.getByText("Đã lấy số").first()).toBeVisible();
    const entry = principal.url().split("?")[0]!;

    // What can be written on is no scan; the PDF is, and can be fetched.
    await principal.getByLabel("Thêm bản quét, ảnh hoặc PDF").setInputFiles(WORD);
    await principal.getByRole("button", { name: "Đính kèm" }).click();
    await expect(principal.getByText("không phải bản quét, ảnh hoặc PDF").first()).toBeVisible();
    await principal.getByLabel("Thêm bản quét, ảnh hoặc PDF").setInputFiles(PDF);
    await principal.getByRole("button", { name: "Đính kèm" }).click();
    await expect(principal.getByText("Đã đính kèm").first()).toBeVisible();
    const download = principal.waitForEvent("download");
    await principal.getByRole("link", { name: /\.pdf$/ }).click();
    expect((await download).suggestedFilename()).toMatch(/\.pdf$/);

    await principal.getByLabel("Lời kèm theo").fill("Gửi qua hệ thống văn bản ngày 25/11/2026");
    await principal.getByRole("button", { name: "Đã gửi" }).click();
    await expect(principal.getByText("Đã ghi bước này")).toBeVisible();
    await principal.goto("/so/cong-van-di");
    await expect(principal.getByRole("link", { name: subject })).toBeVisible();

    const team = await visit(browser, hoso, "quanly", "/bang-theo-doi", { javaScriptEnabled });
    await team.goto(`${entry}/tep/0`);
    await expect(team.getByRole("heading", { level: 1, name: "Sổ “Công văn đi” không mở" })).toBeVisible();
  });

  test(`a case is opened, answered, advised about and decided ${how} scripts`, async ({ browser, hoso, noise }) => {
    // Forms with something wrong are refused, and shown again; what is not one's own is not there.
    noise.push(/status of (404|409|422)/);
    const what = `Hai tuần liền giáo án thiếu ngày thứ Tư, đã nhắc (${how})`;
    const principal = await visit(browser, hoso, "hieutruong", "/so/vi-pham", { javaScriptEnabled });
    await principal.getByRole("link", { name: "Mở vụ việc" }).click();
    await principal.getByLabel("Người liên quan").selectOption({ label: "Vũ Thị Phương Thảo" });
    await principal.getByRole("button", { name: "Xem hồ sơ của người này" }).click();
    await principal.getByLabel("Phó hiệu trưởng tham mưu").selectOption({ label: "Trần Thị Đào" });
    await principal.getByRole("button", { name: "Ghi vào sổ" }).click();
    await expect(principal.getByText("Điền “Việc gì cần xem xét”").first()).toBeVisible();
    await principal.getByLabel("Việc gì cần xem xét").fill(what);
    await principal.getByRole("button", { name: "Ghi vào sổ" }).click();
    await expect(principal.getByText("Đã ghi vào sổ")).toBeVisible();
    const entry = principal.url().split("?")[0]!;

    const colleague = await visit(browser, hoso, "giaovien", entry, { javaScriptEnabled });
    await expect(colleague.getByText(what)).toHaveCount(0);
    await colleague.goto("/so");
    await expect(colleague.getByRole("heading", { name: "Vi phạm" })).toHaveCount(0);

    const person = await visit(browser, hoso, "vtpthao", "/viec-cua-toi", { javaScriptEnabled });
    await expect(person.getByText("chờ mình giải trình").first()).toBeVisible();
    await person.goto(entry);
    await expect(person.getByText(what)).toBeVisible();
    await person.getByLabel("Lời kèm theo").fill("Hôm đó lớp tổ chức hội thi, cô Ấm đã biết.");
    await person.getByRole("button", { name: "Gửi giải trình" }).click();
    await expect(person.getByText("Đã ghi bước này")).toBeVisible();
    await expect(person.getByRole("button", { name: "Không vi phạm" })).toHaveCount(0);

    const vice = await visit(browser, hoso, "phohieutruong", entry, { javaScriptEnabled });
    await vice.getByLabel("Lời kèm theo").fill("Đã báo trước với tổ trưởng, nên nhắc riêng.");
    await vice.getByRole("button", { name: "Gửi tham mưu" }).click();
    await expect(vice.getByText("Đã ghi bước này")).toBeVisible();

    await principal.goto(entry);
    await principal.getByLabel("Lời kèm theo").fill("Đã báo trước, không vi phạm.");
    await principal.getByRole("button", { name: "Không vi phạm" }).click();
    await expect(principal.getByText("Đã ghi bước này")).toBeVisible();
    await person.goto(entry);
    await expect(person.getByText("Đã báo trước, không vi phạm.")).toBeVisible();
  });

  test(`praise is proposed with figures, listed to be signed and agreed to ${how} scripts`, async ({ browser, hoso, noise }) => {
    noise.push(/status of (403|422)/);
    const what = `Nộp đúng hạn cả kỳ, giúp lớp bạn (${how})`;
    const vice = await visit(browser, hoso, "phohieutruong", "/so/khen-thuong", { javaScriptEnabled });
    await vice.getByRole("link", { name: "Đề nghị khen thưởng", exact: true }).click();
    await vice.getByLabel("Thành tích").fill(what);
    await vice.getByRole("button", { name: "Ghi vào sổ" }).click();
    await expect(vice.getByText("Chọn ít nhất một người, tổ hoặc bộ phận").first()).toBeVisible();
    await vice.getByLabel(/^Vũ Thị Phương Thảo/).check();
    await vice.getByRole("button", { name: "Ghi vào sổ" }).click();
    await expect(vice.getByText("Đã ghi vào sổ")).toBeVisible();
    const entry = vice.url().split("?")[0]!;
    const person = await visit(browser, hoso, "vtpthao", entry, { javaScriptEnabled });
    await expect(person.getByText(what)).toHaveCount(0);
    await vice.goto("/so/khen-thuong/de-nghi");
    await expect(vice.getByRole("row", { name: /Vũ Thị Phương Thảo/ }).first()).toBeVisible();

    const principal = await visit(browser, hoso, "hieutruong", entry, { javaScriptEnabled });
    await principal.getByRole("button", { name: "Khen thưởng", exact: true }).click();
    await expect(principal.getByText("Đã ghi bước này")).toBeVisible();
    await person.goto(entry);
    await expect(person.getByText(what)).toBeVisible();
  });
}
