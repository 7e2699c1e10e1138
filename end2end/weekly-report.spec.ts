// A week of the dashboard as a paper to be signed, with the code of the log: of the whole school, and of the own department.
import { expect, test, visit } from "./hoso";

for (const javaScriptEnabled of [true, false]) {
  test(`a week is reported on paper with the code of the log ${javaScriptEnabled ? "with" : "without"} scripts`, async ({ browser, hoso }) => {
    const principal = await visit(browser, hoso, "hieutruong", "/bang-theo-doi", { javaScriptEnabled });
    await principal.getByRole("link", { name: "Báo cáo tuần" }).click();
    await expect(principal.getByRole("heading", { level: 1, name: "Báo cáo tuần" })).toBeVisible();
    const paper = principal.getByRole("article");
    await expect(paper).toContainText("Tình hình nộp và duyệt hồ sơ điện tử tuần 12");
    await expect(paper).toContainText(/Phải nộp \d+ hồ sơ/);
    await expect(paper).toContainText(/Mã nhật ký: 261125-\d+-/);
    await expect(paper.getByRole("row", { name: /^Cộng/ })).toBeVisible();
    await principal.getByLabel("Tuần", { exact: true }).selectOption("11");
    await principal.getByRole("button", { name: "Xem" }).click();
    await expect(paper).toContainText("hồ sơ điện tử tuần 11");

    // A head has the own department alone, class by class.
    const head = await visit(browser, hoso, "totruong", "/bang-theo-doi", { javaScriptEnabled });
    await head.getByRole("link", { name: "Báo cáo tuần" }).click();
    await expect(head.getByRole("article")).toContainText("Mẫu giáo 4–5 tuổi");
    await expect(head.getByRole("rowheader", { name: "Lớp 4A" })).toBeVisible();
    await expect(head.getByRole("rowheader", { name: "Nuôi dưỡng" })).toHaveCount(0);
  });
}
