// Backups as the management team lives with them: a key, a place, one by hand, one that fails in red, and the way back.
import type { Page } from "@playwright/test";
import { execFileSync } from "node:child_process";
import { mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { FOUNDER, found } from "./founding";
import { end, expect, signIn, start, test } from "./hoso";

/** The program at the console of the server. */
const hoso = (...words: string[]) => execFileSync(process.env.HOSO ?? "../target/release/hoso", words, { encoding: "utf8" });

/** What stands on the page under this heading, or beside it in the list of tries. */
const told = (page: Page, heading: string | RegExp) =>
  page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: heading }) }).first();

for (const javaScriptEnabled of [true, false]) {
  test(`a school is kept, and comes back from its backup, ${javaScriptEnabled ? "with" : "without"} scripts`, async ({ browser }) => {
    test.setTimeout(240_000);
    const folder = await mkdtemp(join(tmpdir(), "hoso-sao-luu-"));
    const [data, place, key, back] = ["data", "noi", "khoa.txt", "ve"].map((name) => join(folder, name));
    let running = await start(data);
    try {
      const context = await browser.newContext({ javaScriptEnabled });
      const page = await context.newPage();
      const enter = async () => {
        await page.goto(`${running.url}/dang-nhap`);
        await signIn(page, FOUNDER.username, FOUNDER.password);
        await page.goto(`${running.url}/sao-luu`);
      };
      await found(page, running);
      await enter();
      const none = told(page, "Chưa có bản sao lưu tốt nào");
      await expect(none).toContainText("Mất máy chủ lúc này là mất tất cả.");
      await expect(none.locator(".st.overdue")).toHaveText("Chưa có");
      await expect(told(page, "Chưa đặt nơi sao lưu tự động")).toContainText("Chưa có khóa khôi phục");
      await expect(page.getByRole("button", { name: "Sao lưu ngay" })).toHaveCount(0);

      // While people work: the key for the envelope, and a place that somebody begins by saying so.
      expect(hoso("recovery-key", key, "--data", data)).toContain("cho vào phong bì dán kín");
      expect(() => hoso("backup", place, "--data", data)).toThrow();
      hoso("backup", place, "--data", data, "--new");
      await page.reload();
      await expect(told(page, /^Bản tốt gần nhất/).locator(".st.on-time")).toHaveText("Còn mới");

      // A server that knows the place makes one when it is asked to, and says what became of it.
      await end(running.program);
      running = await start(data, "--backup-to", place);
      await enter();
      await expect(told(page, `Nơi sao lưu: ${place}`)).toContainText("mỗi đêm từ 1:30");
      const press = async (ends: string) => {
        await page.getByRole("button", { name: "Sao lưu ngay" }).click();
        await expect(page.getByText("Đã bắt đầu sao lưu")).toBeVisible();
        const last = told(page, "Phạm Văn Định bấm sao lưu");
        await expect(async () => {
          await page.goto(`${running.url}/sao-luu`);
          await expect(last).toContainText(ends, { timeout: 200 });
          // It is noted a moment before it is over.
          await expect(page.getByRole("button", { name: "Sao lưu ngay" })).toBeVisible({ timeout: 200 });
        }).toPass({ timeout: 60_000 });
        return last;
      };
      expect(await (await press("Tốt")).textContent()).toMatch(/lần này gửi thêm \d+ tệp/);

      // The stick was pulled out: that try stands in red, and the last good one is still the last good one.
      await rename(place, `${place}-khac`);
      const failed = await press("Không thành");
      await expect(failed.locator(".st.overdue")).toHaveText("Không thành");
      await expect(failed).toContainText("Không thấy nơi sao lưu");
      await expect(told(page, /^Bản tốt gần nhất/)).toBeVisible();
      await rename(`${place}-khac`, place);

      // Everything is lost but the place and the envelope.
      await end(running.program);
      await rm(data, { recursive: true });
      hoso("restore", place, "--into", back, "--key", key);
      running = await start(back, "--backup-to", place);
      await enter();
      await expect(told(page, /^Bản tốt gần nhất/)).toBeVisible();
      await page.goto(`${running.url}/can-bo`);
      await expect(page.getByText("Nguyễn Thị Hoa").first()).toBeVisible();
      await context.close();
    } finally {
      await end(running.program);
      await rm(folder, { recursive: true, force: true });
    }
  });
}
