// A week of a class: offered by the teacher whose turn it is, confirmed by her colleague, and each finds the other one's plan.
import { expect, test, visit } from "./hoso";

const PLAN = "Giáo án tuần 13 · Lớp 4A";
const HERS = "Giáo án tuần 14 · Lớp 4A";

for (const javaScriptEnabled of [true, false]) {
  test(`two teachers swap their weeks ${javaScriptEnabled ? "with" : "without"} scripts`, async ({ browser, hoso, noise }) => {
    // A form without a choice is refused, and shown again.
    noise.push(/status of 422/);
    const teacher = await visit(browser, hoso, "giaovien", "/viec-cua-toi", { javaScriptEnabled });
    const job = teacher.getByRole("listitem").filter({ hasText: PLAN }).first();
    await job.getByRole("link", { name: /^Đổi lượt/ }).click();
    await expect(teacher.getByRole("heading", { level: 1, name: "Đổi lượt" })).toBeVisible();
    await expect(teacher.getByText(`${PLAN}, hạn thứ Sáu 27/11/2026, trước 17:00`)).toBeVisible();
    await teacher.getByLabel("Lời nhắn").fill("Tuần đó em đi tập huấn");
    await teacher.getByRole("button", { name: "Gửi" }).click();
    await expect(teacher.getByText("Chọn đổi với ai.").first()).toBeVisible();
    await expect(teacher.getByLabel("Lời nhắn")).toHaveValue("Tuần đó em đi tập huấn");
    const way = teacher.getByLabel("Đổi thế nào");
    const words = await way.locator("option").filter({ hasText: "đổi lại mình nộp tuần 14" }).first().textContent();
    await way.selectOption({ label: words!.trim() });
    await teacher.getByRole("button", { name: "Gửi" }).click();
    await expect(teacher.getByText("Đã gửi; người được mời thấy ở Thông báo")).toBeVisible();
    await expect(teacher.getByRole("region", { name: "Tôi đã đề nghị" })).toContainText("Tuần 13 đổi tuần 14 · Lớp 4A");

    const colleague = await visit(browser, hoso, "vtpthao", "/thong-bao", { javaScriptEnabled });
    await colleague.getByRole("link", { name: "Tuần 13 đổi tuần 14 · Lớp 4A" }).click();
    const waits = colleague.getByRole("region", { name: "Chờ tôi trả lời" });
    await expect(waits).toContainText("Tuần đó em đi tập huấn");
    await expect(waits).toContainText(`${PLAN} sẽ do cô Thảo nộp, hạn thứ Sáu 27/11/2026, trước 17:00`);
    await expect(waits).toContainText(`${HERS} sẽ do cô Hoa nộp, hạn thứ Sáu 04/12/2026, trước 17:00`);
    await waits.getByRole("button", { name: /^Đồng ý đổi/ }).click();
    await expect(colleague.getByText("Đã đổi lượt; xem ai nộp tuần nào ở Việc của tôi")).toBeVisible();
    await colleague.goto("/viec-cua-toi");
    const taken = colleague.getByRole("listitem").filter({ hasText: PLAN }).first();
    await expect(taken).toContainText("Đổi lượt với cô Hoa, xác nhận lúc");

    await teacher.goto("/thong-bao");
    await expect(teacher.getByRole("listitem").filter({ hasText: "Đã đổi lượt" }).first()).toBeVisible();
    await teacher.goto("/viec-cua-toi");
    await expect(teacher.getByRole("listitem").filter({ hasText: PLAN }).first()).toContainText("Lượt cô Thảo");
  });
}
