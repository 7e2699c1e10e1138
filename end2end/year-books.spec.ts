// The year-end book of a class: read while the year runs, bound when it is over, taken as a file, checked by its code.
import { readFile } from "node:fs/promises";

import { expect, own, test, visit } from "./hoso";

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "with" : "without";

  test(`a teacher reads the book of her class while the year runs ${how} scripts`, async ({ browser, hoso }) => {
    const teacher = await visit(browser, hoso, "giaovien", "/nam-hoc", { javaScriptEnabled });
    await teacher.getByRole("link", { name: "Sổ hồ sơ điện tử cuối năm của từng lớp" }).click();
    await expect(teacher.getByRole("heading", { level: 1, name: "Sổ hồ sơ cuối năm" })).toBeVisible();
    await expect(teacher.getByRole("link", { name: "Lớp 5A" })).toHaveCount(0);
    await teacher.getByRole("link", { name: "Lớp 4A" }).click();
    const book = teacher.getByRole("article");
    await expect(book).toContainText("Chưa hết năm học");
    await expect(book).toContainText("Giáo án tuần 10 · Lớp 4A");
    await expect(teacher.getByRole("button", { name: "Lập sổ cuối năm" })).toHaveCount(0);
  });

  test(`a final book is bound, taken and checked ${how} scripts`, async ({ browser }) => {
    test.setTimeout(180_000);
    await own(["--demo", "--clock", "2027-06-28T09:00:00+07:00"], async ({ url }) => {
      const teacher = await visit(browser, url, "giaovien", "/so-cuoi-nam", { javaScriptEnabled });
      await teacher.getByRole("link", { name: "Lớp 4A" }).click();
      await teacher.getByRole("button", { name: "Lập sổ cuối năm" }).click();
      await expect(teacher).toHaveURL(/\/so-cuoi-nam\/[0-9a-f-]+\/1$/);
      const book = teacher.getByRole("article");
      await expect(book).toContainText("Sổ cuối năm, bản 1");
      const [file] = await Promise.all([teacher.waitForEvent("download"), teacher.getByRole("link", { name: "Tải sổ về" }).click()]);
      expect(file.suggestedFilename()).toBe("so-cuoi-nam-lop-4a-2026-2027-ban-1.html");
      expect(await readFile(await file.path(), "utf8")).toMatch(/<!-- hoso-so-cuoi-nam 1 [0-9a-f-]{36} [0-9a-f]{64} [0-9a-f]{128} -->\n$/);
      const code = await book.locator(".as-code").textContent();

      // Whoever holds the paper needs no account.
      const anybody = await (await browser.newContext({ baseURL: url, javaScriptEnabled })).newPage();
      await anybody.goto("/kiem-tra");
      await anybody.getByLabel("Mã kiểm tra").fill(code!);
      await anybody.getByRole("button", { name: "Kiểm tra" }).click();
      await expect(anybody.getByRole("heading", { level: 1, name: "Sổ cuối năm còn nguyên" })).toBeVisible();
      await expect(anybody.getByText("Sổ hồ sơ điện tử Lớp 4A, năm học 2026–2027")).toBeVisible();
    });
  });
}
