// The template of a type: put up by the management team, taken where one hands in; and a plan that begins with an earlier one.
import { fileURLToPath } from "node:url";

import { expect, test, visit } from "./hoso";

const WORD = fileURLToPath(new URL("../server/samples/ke-hoach-tuan-12-lop-4A.docx", import.meta.url));
const TYPE = "Kế hoạch tuần";

for (const javaScriptEnabled of [true, false]) {
  test(`a template is put up and taken, and a plan begins with an earlier one ${javaScriptEnabled ? "with" : "without"} scripts`, async ({ browser, hoso, noise }) => {
    // A form with something wrong is refused, and shown again.
    noise.push(/status of 422/);
    const manager = await visit(browser, hoso, "quanly", "/mau-ho-so", { javaScriptEnabled });
    await expect(manager.getByText("Chưa có mẫu nào được đưa lên.")).toBeVisible();
    await manager.getByRole("link", { name: `Đưa mẫu lên ${TYPE}`, exact: true }).click();
    await expect(manager.getByRole("heading", { level: 1, name: TYPE })).toBeVisible();
    await manager.getByLabel("Dùng từ ngày").fill("31/02/2026");
    await manager.getByLabel("Căn cứ").fill("Công văn 123/SGDĐT-GDMN");
    await manager.getByLabel("Tệp mẫu").setInputFiles(WORD);
    await manager.getByRole("button", { name: "Đưa lên" }).click();
    await expect(manager.getByText("Ghi ngày bắt đầu dùng mẫu").first()).toBeVisible();
    // The file came, and waits with its box ticked.
    await expect(manager.getByLabel(/^Đã tải lên, dùng tệp này/)).toBeChecked();
    await manager.getByLabel("Dùng từ ngày").fill("01/09/2026");
    await manager.getByRole("button", { name: "Đưa lên" }).click();
    await expect(manager.getByText("Đã đưa mẫu lên")).toBeVisible();
    await expect(manager.getByText("Bản 1, dùng từ 01/09/2026, theo Công văn 123/SGDĐT-GDMN.")).toBeVisible();

    const teacher = await visit(browser, hoso, "giaovien", "/viec-cua-toi", { javaScriptEnabled });
    await teacher.locator("details.me summary").click();
    await teacher.getByRole("link", { name: "Mẫu hồ sơ" }).click();
    const row = teacher.getByRole("listitem").filter({ hasText: TYPE });
    const download = teacher.waitForEvent("download");
    await row.getByRole("link", { name: `Tải mẫu ${TYPE}`, exact: true }).click();
    expect((await download).suggestedFilename()).toMatch(/\.docx$/);
    await expect(teacher.getByRole("link", { name: /^Đưa mẫu lên/ })).toHaveCount(0);

    // A plan of a week to come, begun with what she handed in before.
    await teacher.goto("/viec-cua-toi");
    await teacher.locator("main a[href^='/nop/']").last().click();
    await expect(teacher.getByRole("heading", { level: 1, name: /^Nộp / })).toBeVisible();
    const page = new URL(teacher.url()).pathname;
    await teacher.getByRole("link", { name: "Lấy bài cũ làm nền" }).click();
    await teacher.getByRole("button", { name: /^Chép vào bài này/ }).first().click();
    await expect(teacher).toHaveURL(new RegExp(`${page}$`));
    await expect(teacher.locator(".files .file").filter({ visible: true }).first()).toBeVisible();
  });
}
