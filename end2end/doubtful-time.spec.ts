// A server that was off for more than a day asks whether its clock is right: told on the pages of those who may answer,
// explained to everybody else, answered behind a second press, and taken up again where the answer was wrong.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SIZES, expectAccessible } from "./axe";
import { WEDNESDAY, end, expect, start, test, visit } from "./hoso";

for (const [size, viewport] of Object.entries({ ...SIZES, telephone: { width: 390, height: 844 } })) {
  test(`the management team says that the time is right, ${size}`, async ({ browser }) => {
    test.setTimeout(120_000);
    const data = await mkdtemp(join(tmpdir(), "hoso-"));
    const founded = await start(data, "--demo", "--clock", WEDNESDAY);
    await end(founded.program);
    // The machine's own clock is more than a day away from the Wednesday of the story.
    const { url, program } = await start(data, "--demo");

    const teacher = await visit(browser, url, "giaovien", "/viec-cua-toi", { viewport });
    await expect(teacher.getByText("Giờ máy chủ đang được kiểm tra")).toBeVisible();
    await expectAccessible(teacher, "the notice above one's own work", "Việc của tôi");
    await teacher.context().close();

    const page = await visit(browser, url, "quanly", "/bang-theo-doi", { viewport });
    await expect(page.getByText("Giờ máy chủ đang chờ xác nhận")).toBeVisible();
    await expectAccessible(page, "the notice above the dashboard", "Bảng theo dõi");
    await page.getByRole("link", { name: "Xem và xác nhận" }).click();
    await expectAccessible(page, "/gio-may-chu, asked", "Giờ máy chủ");

    // Another year: told at the field, and what was typed is there.
    await page.locator("summary", { hasText: "Chưa đúng, chỉnh lại" }).click();
    await page.getByLabel("Hôm nay là ngày").fill("29/11/2024");
    await page.getByRole("button", { name: "Chỉnh lại giờ" }).click();
    await expect(page.locator("#day-e")).toContainText("Lúc gần nhất chắc chắn đúng giờ là 14:20 ngày 25/11/2026");
    await expect(page.getByLabel("Hôm nay là ngày")).toHaveValue("29/11/2024");
    await expectAccessible(page, "/gio-may-chu, refused", "Giờ máy chủ");

    await page.locator("summary", { hasText: /^Đúng$/ }).click();
    await expectAccessible(page, "/gio-may-chu, about to answer", "Giờ máy chủ");
    await page.getByRole("button", { name: "Xác nhận giờ đang hiện là đúng" }).click();
    await expect(page.getByText("Không có gì phải xác nhận")).toBeVisible();
    await page.locator("summary", { hasText: "Giờ vẫn chưa đúng" }).click();
    await expectAccessible(page, "/gio-may-chu, answered", "Giờ máy chủ");
    await page.getByRole("button", { name: "Hỏi lại giờ máy chủ" }).click();
    await expect(page.getByText("báo giờ vẫn chưa đúng")).toBeVisible();
    await expectAccessible(page, "/gio-may-chu, asked anew", "Giờ máy chủ");
    await page.context().close();
    await end(program);
    await rm(data, { recursive: true, force: true });
  });
}
