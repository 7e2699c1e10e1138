// A head gives a plan back, its teacher sees why and hands it in again, and the head approves it: with scripts and without.
import type { Page } from "@playwright/test";

import { expect, leaveOutTheLast, sample, test, visit } from "./hoso";

const PLAN = "Giáo án tuần 13 · Lớp 4A";

for (const javaScriptEnabled of [true, false]) {
  test(`a plan is given back, corrected and approved ${javaScriptEnabled ? "with" : "without"} scripts`, async ({ browser, hoso }) => {
    test.setTimeout(120_000);
    const teacher = await visit(browser, hoso, "giaovien", "/viec-cua-toi", { javaScriptEnabled });
    const head = await visit(browser, hoso, "totruong", "/cho-duyet", { javaScriptEnabled });
    await handIn(teacher, "giao-an-tuan-12-lop-5A.pdf", javaScriptEnabled);

    await open(head);
    await head.getByText("Trả lại", { exact: true }).first().click();
    await head.getByLabel("Còn ô để trống").check();
    await head.getByLabel("Lời nhắn cho cô Hoa").fill("Thứ Tư còn trống.");
    await head.getByRole("button", { name: "Trả lại cho cô Hoa" }).click();
    await expect(head.getByText(`Đã trả lại ${PLAN} cho cô Hoa`)).toBeVisible();
    await expect(head.getByRole("button", { name: "Hoàn tác" })).toBeVisible();

    await teacher.goto("/viec-cua-toi");
    const row = teacher.getByRole("listitem").filter({ hasText: PLAN }).first();
    await expect(row).toContainText("Thứ Tư còn trống.");
    await row.getByRole("link", { name: /^Nộp bản sửa/ }).click();
    await send(teacher, "ke-hoach-tuan-12-lop-4A.docx", javaScriptEnabled);

    await open(head);
    await expect(head.getByRole("heading", { name: "Lê Thị Ấm đã trả lại vì" })).toBeVisible();
    if (javaScriptEnabled) {
      await head.keyboard.press("d");
      await head.keyboard.press("Enter");
    } else {
      await head.getByRole("button", { name: "Duyệt", exact: true }).click();
    }
    await expect(head.getByText(`Đã duyệt ${PLAN}`)).toBeVisible();
    // A slip of the hand is taken back, and made good.
    await head.getByRole("button", { name: "Hoàn tác" }).click();
    await expect(head.getByRole("heading", { level: 1 })).toHaveText(PLAN);
    await head.getByRole("button", { name: "Duyệt", exact: true }).click();
    await expect(head.getByText(`Đã duyệt ${PLAN}`)).toBeVisible();

    await teacher.goto("/da-nop");
    await expect(teacher.getByRole("listitem").filter({ hasText: PLAN }).first()).toContainText("Tổ đã duyệt");
  });
}

test("the keys leave whoever types alone, and can be turned off", async ({ browser, hoso }) => {
  const head = await visit(browser, hoso, "totruong", "/cho-duyet");
  await head.getByRole("link", { name: /^Xem / }).first().click();
  await head.waitForURL(/cho-duyet\/./);
  const first = await head.getByRole("heading", { level: 1 }).textContent();
  await head.keyboard.press("t");
  const words = head.getByLabel(/^Lời nhắn cho/);
  await expect(words).toBeFocused();
  await words.pressSequentially("djtk");
  await expect(words).toHaveValue("djtk");
  await words.blur();
  await head.keyboard.press("j");
  await expect(head.getByRole("heading", { level: 1 })).not.toHaveText(first!);
  await head.keyboard.press("k");
  await expect(head.getByRole("heading", { level: 1 })).toHaveText(first!);
  await head.getByRole("button", { name: "Tắt phím tắt" }).click();
  await head.keyboard.press("t");
  await expect(head.getByLabel(/^Lời nhắn cho/)).toBeHidden();
});

/** From the list to the plan. */
async function open(head: Page) {
  await head.goto("/cho-duyet");
  await head.getByRole("link", { name: PLAN, exact: true }).click();
  await expect(head.getByRole("heading", { level: 1 })).toHaveText(PLAN);
}

async function handIn(teacher: Page, file: string, script: boolean) {
  await teacher.goto("/viec-cua-toi");
  await teacher.getByRole("link", { name: "Nộp Giáo án tuần 13, Lớp 4A" }).click();
  await send(teacher, file, script);
}

async function send(teacher: Page, file: string, script: boolean) {
  if (script) await teacher.locator("html[data-awake]").waitFor({ state: "attached" });
  await leaveOutTheLast(teacher);
  const field = teacher.locator("input[type=file]");
  await (script ? field.first() : field.last()).setInputFiles(sample(file));
  if (script) await teacher.getByText("Đã tải lên, chưa nộp").first().waitFor();
  await teacher.getByRole("button", { name: /^Nộp/ }).filter({ visible: true }).first().click();
  await teacher.waitForURL(/\/bien-nhan\//);
}
