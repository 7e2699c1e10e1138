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
    const request = principal.getByRole("region", { name: "Chờ quyết định" }).getByRole("listitem").filter({ hasText: PLAN });
    await expect(request).toContainText("Con ốm phải nằm viện");
    await request.getByRole("button", { name: /^Cho gia hạn/ }).click();
    await expect(principal.getByText("Đã gia hạn; người xin được báo ở Thông báo")).toBeVisible();

    await teacher.goto("/thong-bao");
    await expect(teacher.getByRole("listitem").filter({ hasText: "Được gia hạn đến thứ Hai 30/11/2026" }).first()).toBeVisible();
    await teacher.goto("/viec-cua-toi");
    await expect(teacher.getByRole("listitem").filter({ hasText: PLAN }).first()).toContainText("30/11/2026");
  });
}
