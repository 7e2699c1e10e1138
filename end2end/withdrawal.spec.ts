// Cô Hoa takes back what she has handed in, until somebody who reviews it has opened it.
import { expect, together, visit } from "./hoso";
import { handIn, recordOf } from "./records";

const test = together();

for (const [week, javaScriptEnabled] of [[14, true], [15, false]] as const) {
  test(`a hand-in is taken back until somebody opens it, ${javaScriptEnabled ? "with" : "without"} scripts`, async ({ browser, hoso, noise }) => {
    noise.push(/status of 409/);
    const teacher = await visit(browser, hoso, "giaovien", "/viec-cua-toi", { javaScriptEnabled });
    const head = await visit(browser, hoso, "totruong", "/bang-theo-doi", { javaScriptEnabled });
    const record = await recordOf(head, hoso, week, "giao-an", "Lớp 4A");
    const heading = teacher.getByRole("heading", { level: 1 });

    await teacher.goto(await handIn(teacher, hoso, record));
    await teacher.getByText("Rút lại hồ sơ", { exact: true }).click();
    await expect(teacher.getByText("Rút xong thì hồ sơ như chưa nộp")).toBeVisible();
    await teacher.getByRole("button", { name: "Rút lại phiên bản 1" }).click();
    await expect(heading).toContainText("Đã rút lại");
    await head.goto("/cho-duyet");
    await expect(head.locator(`a[href="/cho-duyet/${record}"]`)).toHaveCount(0);

    // Handed in anew: while the page lies open, the head opens the record.
    await teacher.goto(await handIn(teacher, hoso, record));
    await expect(heading).toHaveText(/^Đã nộp/);
    await teacher.getByText("Rút lại hồ sơ", { exact: true }).click();
    await head.goto(`/cho-duyet/${record}`);
    await expect(head.getByRole("button", { name: "Duyệt", exact: true })).toBeVisible();
    await teacher.getByRole("button", { name: "Rút lại phiên bản 2" }).click();
    await expect(teacher.getByText(/Người duyệt đã mở xem phiên bản này lúc .*, nên không rút lại được/)).toBeVisible();
    await expect(teacher.getByText("Cần sửa thì nộp phiên bản mới")).toBeVisible();
    for (const page of [teacher, head]) await page.context().close();
  });
}
