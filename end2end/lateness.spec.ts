// Why a record was late: the teacher says it in a sentence, the principal finds a reason in one tap, and the figures say so.
import { expect, test, visit } from "./hoso";
import { handIn, recordOf } from "./records";

const PLAN = "Kế hoạch tuần 12 · Lớp 4A";
const WITH_REASON = "/bang-theo-doi/danh-sach?tuan=12&tt=muon-co-ly-do";

for (const javaScriptEnabled of [true, false]) {
  test(`a reason is said and found ${javaScriptEnabled ? "with" : "without"} scripts`, async ({ browser, hoso, noise }) => {
    // A sentence that is too short is refused with the form.
    noise.push(/status of 422/);
    const teacher = await visit(browser, hoso, "giaovien", "/viec-cua-toi", { javaScriptEnabled });
    const principal = await visit(browser, hoso, "hieutruong", "/bang-theo-doi", { javaScriptEnabled });
    const record = await recordOf(principal, hoso, 12, "ke-hoach-tuan", "Lớp 4A");
    await handIn(teacher, hoso, record);

    await teacher.goto(`/ho-so/${record}`);
    const card = teacher.getByRole("region", { name: /^Vì sao muộn/ });
    await card.getByLabel("Lý do nộp muộn").fill("ốm");
    await card.getByRole("button", { name: "Ghi lý do" }).click();
    await expect(card.getByText("Ghi lý do, ít nhất 3 ký tự")).toBeVisible();
    await expect(card.getByLabel("Lý do nộp muộn")).toHaveValue("ốm");
    await card.getByLabel("Lý do nộp muộn").fill("Con ốm phải nằm viện");
    await card.getByRole("button", { name: "Ghi lý do" }).click();
    await expect(card).toContainText("Con ốm phải nằm viện");

    await principal.goto("/bang-theo-doi");
    await principal.getByRole("link", { name: "Lý do nộp muộn" }).click();
    await expect(principal.getByRole("heading", { level: 1, name: "Hồ sơ nộp muộn chờ xem xét lý do" })).toBeVisible();
    const waiting = principal.getByRole("main").getByRole("listitem").filter({ has: principal.getByRole("heading", { level: 3, name: PLAN }) });
    await expect(waiting).toContainText("Con ốm phải nằm viện");
    await waiting.getByRole("button", { name: /^Có lý do/ }).click();
    await expect(principal.getByText(`${PLAN}: có lý do chính đáng.`)).toBeVisible();
    await expect(waiting).toHaveCount(0);
    await principal.goto(WITH_REASON);
    await expect(principal.getByRole("link", { name: PLAN })).toBeVisible();

    await teacher.goto("/thong-bao");
    await expect(teacher.getByRole("listitem").filter({ hasText: PLAN }).first()).toContainText("Muộn có lý do");
    await teacher.goto(`/ho-so/${record}`);
    await expect(card).toContainText("Có lý do chính đáng");
    await expect(card.getByRole("button")).toHaveCount(0);
    for (const page of [teacher, principal]) await page.context().close();
  });
}
