// More time for a record: asked for from its row in one sentence, given in one tap, and the day has moved.
import { expect, test, visit } from "./hoso";

const PLAN = "Giáo án tuần 13 · Lớp 4A";

for (const javaScriptEnabled of [true, false]) {
  test(`more time is asked for and given ${javaScriptEnabled ? "with" : "without"} scripts`, async ({ browser, hoso, noise }) => {
    // A day that is none is refused with the form.
    noise.push(/status of (409|422)/);
    const teacher = await visit(browser, hoso, "giaovien", "/viec-cua-toi", { javaScriptEnabled });
    const job = teacher.getByRole("listitem").filter({ hasText: PLAN }).first();
    await job.getByRole("link", { name: /^Xin gia hạn/ }).click();
    await expect(teacher.getByRole("heading", { level: 1, name: "Xin gia hạn" })).toBeVisible();
    // The next working day is preset.
    await expect(teacher.getByLabel("Xin đến hết ngày")).toHaveValue("30/11/2026");
    await teacher.getByLabel("Xin đến hết ngày").fill("26/11/2026");
    await teacher.getByLabel("Vì sao").fill("Con ốm phải nằm viện");
    await teacher.getByRole("button", { name: "Gửi" }).click();
    await expect(teacher.getByText("Hạn của hồ sơ này là thứ Sáu 27/11/2026")).toBeVisible();
    await expect(teacher.getByLabel("Vì sao")).toHaveValue("Con ốm phải nằm viện");
    await teacher.getByLabel("Xin đến hết ngày").fill("30/11/2026");
    await teacher.getByRole("button", { name: "Gửi" }).click();
    await expect(teacher.getByText("Đã gửi; ban giám hiệu thấy ở trang Gia hạn")).toBeVisible();

    const principal = await visit(browser, hoso, "hieutruong", "/gia-han", { javaScriptEnabled });
    const request = principal.getByRole("region", { name: "Chờ trả lời" }).getByRole("listitem").filter({ hasText: PLAN });
    await expect(request).toContainText("Con ốm phải nằm viện");
    await request.getByRole("button", { name: /^Đồng ý gia hạn/ }).click();
    await expect(principal.getByText("Đã gia hạn; người xin được báo ở Thông báo")).toBeVisible();

    await teacher.goto("/thong-bao");
    await expect(teacher.getByRole("listitem").filter({ hasText: "Được gia hạn đến thứ Hai 30/11/2026" }).first()).toBeVisible();
    await teacher.goto("/viec-cua-toi");
    await expect(teacher.getByRole("listitem").filter({ hasText: PLAN }).first()).toContainText("30/11/2026");
  });
}

for (const javaScriptEnabled of [true, false]) {
  test(`many are freed, and owed again ${javaScriptEnabled ? "with" : "without"} scripts`, async ({ browser, hoso, noise }) => {
    // What was changed after it was looked at is looked at again.
    noise.push(/status of 409/);
    const principal = await visit(browser, hoso, "hieutruong", "/gia-han/nhieu", { javaScriptEnabled });
    await principal.getByLabel("Miễn, không phải nộp").check();
    await principal.getByLabel("Hồ sơ đến hạn từ ngày").fill("27/11/2026");
    await principal.getByLabel("Đến hết ngày", { exact: true }).fill("27/11/2026");
    await principal.getByLabel("Lý do").fill("Lớp nghỉ thủy đậu");
    await principal.getByRole("button", { name: "Xem trước" }).click();
    await expect(principal.getByRole("heading", { name: "Xem trước" })).toBeVisible();
    await expect(principal.getByText("Bỏ miễn lại được ở trang Gia hạn")).toBeVisible();
    await principal.getByLabel("Lý do").fill("Lớp nghỉ vì thủy đậu");
    await principal.getByRole("button", { name: "Xác nhận miễn" }).click();
    await expect(principal.getByText("nay không còn như lúc xem")).toBeVisible();
    await expect(principal.getByLabel("Lý do")).toHaveValue("Lớp nghỉ vì thủy đậu");
    await principal.getByRole("button", { name: "Xác nhận miễn" }).click();
    await expect(principal.getByText(/^Đã miễn \d+ hồ sơ\.$/)).toBeVisible();

    const decided = principal.getByRole("region", { name: /^Đã quyết định/ });
    const freed = decided.getByRole("listitem").filter({ hasText: "Lớp nghỉ vì thủy đậu" }).first();
    await freed.locator("summary").filter({ hasText: "Bỏ miễn" }).click();
    await freed.getByLabel("Lý do bỏ miễn").fill("Nhầm tuần");
    await freed.getByRole("button", { name: "Bỏ miễn" }).click();
    await expect(principal.getByText("Đã bỏ miễn; ai lại phải nộp được báo ở Thông báo")).toBeVisible();
    const teacher = await visit(browser, hoso, "giaovien", "/thong-bao", { javaScriptEnabled });
    await expect(teacher.getByRole("listitem").filter({ hasText: "Bỏ miễn, lại phải nộp" }).first()).toBeVisible();
  });
}

test("the leadership notes who is away, and the covering teacher finds the plan under her own work", async ({ browser, hoso }) => {
  const principal = await visit(browser, hoso, "hieutruong", "/vang-mat/ghi");
  const choose = async (label: string, name: RegExp) => {
    const field = principal.getByLabel(label, { exact: true });
    const words = await field.locator("option").filter({ hasText: name }).first().textContent();
    await field.selectOption({ label: words!.trim() });
  };
  await choose("Người nghỉ", /giáo viên lớp 4A/i);
  await principal.getByLabel("Nghỉ ốm").check();
  await principal.getByLabel("Từ ngày").fill("26/11/2026");
  await principal.getByLabel("Đến hết ngày").fill("11/12/2026");
  await principal.getByLabel("Giao cho người dạy thay, làm thay").check();
  await choose("Người dạy thay, làm thay (nếu giao)", /tổ trưởng Mẫu giáo 4–5 tuổi/i);
  await principal.getByRole("button", { name: "Xem trước" }).click();
  await expect(principal.getByText(/hồ sơ do .* dạy thay nộp/)).toBeVisible();
  await principal.getByRole("button", { name: "Xác nhận đợt nghỉ" }).click();
  await expect(principal.getByText("Đã ghi đợt nghỉ; ai có liên quan được báo ở Thông báo")).toBeVisible();

  const head = await visit(browser, hoso, "totruong", "/thong-bao");
  await expect(head.getByRole("listitem").filter({ hasText: "Dạy thay" }).first()).toBeVisible();
  await head.goto("/viec-cua-toi");
  await expect(head.getByRole("listitem").filter({ hasText: "Lớp 4A" }).first()).toBeVisible();

  // The demo's own stands below.
  const noted = principal.getByRole("listitem").filter({ hasText: "26/11" }).first();
  await noted.getByText("Hủy đợt nghỉ", { exact: true }).click();
  await noted.getByLabel("Ghi thêm").fill("Đã khỏi");
  await noted.getByRole("button", { name: "Hủy đợt nghỉ này" }).click();
  await expect(principal.getByText("Đã kết thúc đợt nghỉ")).toBeVisible();
});
