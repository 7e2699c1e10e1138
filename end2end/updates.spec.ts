// An update after a lock: refused with a way on, asked for, opened for whoever asked, handed in, shut again, printed.
import { end, expect, start, test, visit, WEDNESDAY } from "./hoso";
import { plan, recordOf } from "./records";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

for (const javaScriptEnabled of [true, false]) {
  test(`a shut record is opened for some hours ${javaScriptEnabled ? "with" : "without"} scripts`, async ({ browser, noise }) => {
    test.setTimeout(120_000);
    // What is refused as shut is said with this status, and the browser notes it.
    noise.push(/status of 409/);
    const data = await mkdtemp(join(tmpdir(), "hoso-updates-"));
    let hoso = await start(data, "--demo", "--clock", WEDNESDAY);
    try {
      const options = { javaScriptEnabled };
      const principal = await visit(browser, hoso.url, "hieutruong", "/bo-sung", options);
      // Week 2 of the demo is shut, and nobody has asked for it.
      const record = await recordOf(principal, hoso.url, 2, "giao-an", "Lớp 4A");

      const teacher = await visit(browser, hoso.url, "giaovien", `/nop/${record}`, options);
      await expect(teacher.getByText(/Hồ sơ này đã khóa từ/)).toBeVisible();
      await teacher.getByRole("link", { name: "Xin bổ sung sau khóa" }).click();
      await teacher.getByLabel("Lý do").fill("Em nộp nhầm bản nháp của tuần trước.");
      await teacher.getByLabel("Minh chứng", { exact: true }).fill("Sổ dự giờ của tổ ngày 24/09/2026");
      // A file bears it out as well; it comes with the words, also without scripts.
      await teacher.getByLabel(/làm minh chứng/).setInputFiles(await plan());
      await teacher.getByRole("button", { name: "Gửi đề nghị" }).click();
      await expect(teacher.getByText("Đã gửi đề nghị.", { exact: true })).toBeVisible();
      await expect(teacher.locator("main").getByText("Chờ quyết định", { exact: true })).toBeVisible();
      const update = new URL(teacher.url()).pathname;
      // Asked for twice, she is led to what waits.
      await teacher.goto(`/bo-sung/xin?ho-so=${record}`);
      expect(new URL(teacher.url()).pathname).toBe(update);

      await principal.goto("/thong-bao");
      await expect(principal.getByText(/xin bổ sung sau khóa/).first()).toBeVisible();
      await principal.goto(update);
      await expect(principal.getByText("Em nộp nhầm bản nháp của tuần trước.")).toBeVisible();
      const evidence = principal.locator(`a[href="${update}/tep/0"]`);
      await expect(evidence).toBeVisible();
      expect((await principal.request.get(`${hoso.url}${update}/tep/0`)).status()).toBe(200);
      await expect(principal.getByText(/Lệnh khóa số 01/).first()).toBeVisible();
      await principal.getByLabel(/Mở trong bao nhiêu giờ/).fill("100");
      await principal.getByRole("button", { name: "Đồng ý, mở hồ sơ" }).click();
      await expect(principal.getByText("Ghi số giờ từ 1 đến 72, ví dụ 24.").first()).toBeVisible();
      await principal.getByLabel(/Mở trong bao nhiêu giờ/).fill("2");
      await principal.getByRole("button", { name: "Đồng ý, mở hồ sơ" }).click();
      await expect(principal.getByText("Đã mở hồ sơ cho người xin.", { exact: true })).toBeVisible();

      await teacher.goto(`/nop/${record}`);
      await expect(teacher.getByText(/Hồ sơ này đang mở để bổ sung đến/)).toBeVisible();
      // The last field is the one for browsers without scripts.
      const field = javaScriptEnabled ? teacher.locator("#chon-tep") : teacher.locator("input[type=file]").last();
      await field.setInputFiles(await plan());
      if (javaScriptEnabled) await expect(teacher.getByText("Đã tải lên, chưa nộp").first()).toBeVisible();
      await teacher.getByRole("button", { name: /^Nộp/ }).click();
      await teacher.waitForURL(/\/bien-nhan\//);
      await expect(teacher.locator("main").getByText("Bổ sung sau khóa", { exact: true })).toBeVisible();
      await teacher.goto(`/ho-so/${record}`);
      await expect(teacher.getByRole("region", { name: "Các phiên bản" })).toContainText("Bổ sung sau khóa");
      for (const page of [principal, teacher]) await page.context().close();

      // Two hours later it is shut again by itself, also for a server that has just started.
      await end(hoso.program);
      hoso = await start(data, "--demo", "--clock", "2026-11-25T16:40:00+07:00");
      const later = await visit(browser, hoso.url, "giaovien", `/nop/${record}`, options);
      await expect(later.getByText(/Hồ sơ này đã khóa từ/)).toBeVisible();
      await later.goto(`${update}/in`);
      const paper = later.getByRole("article");
      await expect(paper).toContainText("BIÊN BẢN CẬP NHẬT SAU KHÓA");
      await expect(paper).toContainText("Đồng ý mở 2 giờ");
      await expect(paper).toContainText("Tệp minh chứng gửi cùng đề nghị");
      await expect(paper).toContainText(/Phiên bản 2 \(bổ sung sau khóa\)/);
      await expect(paper).toContainText(/Khóa lại lúc 16:2\d:\d\d/);
      await expect(paper.locator("code").first()).toHaveText(/^[0-9a-f]{64}$/);
      await later.context().close();
    } finally {
      await end(hoso.program);
      await rm(data, { recursive: true, force: true });
    }
  });
}
