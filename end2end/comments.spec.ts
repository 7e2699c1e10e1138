import { expect, test, visit } from "./hoso";

/** A plan of class 4C that was given back and corrected stands in the queue of cô Ấm, with what she pinned to it. */
const CORRECTED = "Đã nộp lại";

for (const javaScriptEnabled of [true, false]) {
  test(`cô Ấm sees what was corrected and pins a comment, ${javaScriptEnabled ? "by a click" : "without scripts"}`, async ({ browser, hoso }) => {
    const head = await visit(browser, hoso, "totruong", "/cho-duyet", { javaScriptEnabled });
    await head.locator("main li", { hasText: CORRECTED }).locator("a[href^='/cho-duyet/']").first().click();
    const frame = head.frameLocator("iframe[name=tep]");
    await expect(frame.locator("ins").first()).toBeVisible();
    await expect(frame.locator("del").first()).toBeVisible();
    await expect(frame.getByText(/không đổi$/).first()).toBeVisible();
    await head.getByRole("link", { name: "Toàn văn" }).click();
    await expect(frame.locator(".paper table").first()).toBeVisible();

    if (javaScriptEnabled) {
      await frame.locator("#o-1-3-2").click();
    } else {
      await frame.getByText("Góp ý một chỗ trong tệp này").click();
      await frame.getByLabel("Chỗ").selectOption("o-1-3-2");
      await frame.getByRole("button", { name: "Viết góp ý" }).click();
    }
    await expect(head.getByLabel("Chỗ", { exact: true })).toHaveValue("bảng 1, dòng 3, cột 2");
    const words = head.getByRole("textbox", { name: "Lời góp ý", exact: true });
    await expect(words, "the cursor stands where the comment is written").toBeFocused();
    await expect(words).toBeInViewport({ ratio: 1 });
    await words.fill("Ghi rõ đồ dùng.");
    await head.getByRole("button", { name: "Gửi góp ý" }).click();
    await expect(head.getByText("Đã gửi góp ý")).toBeVisible();
    await expect(head.locator("#gop-y")).toContainText("Ghi rõ đồ dùng.");
    await head.locator("#gop-y a", { hasText: "Bảng 1, dòng 3, cột 2" }).first().click();
    await expect(frame.locator("#o-1-3-2[data-pin]")).toBeVisible();
    await head.context().close();
  });
}

test("cô Hoa reads on her page what was pinned, and answers", async ({ browser, hoso }) => {
  const teacher = await visit(browser, hoso, "giaovien", "/viec-cua-toi");
  await teacher.getByRole("link", { name: /góp ý chưa xong/ }).first().click();
  const comments = teacher.locator("#gop-y");
  await expect(comments).toContainText("Tuần 12 là 23/11–27/11");
  await comments.getByText(/^Trả lời/).first().click();
  await comments.getByRole("textbox", { name: /^Trả lời góp ý/ }).first().fill("Em sửa ngay ạ.");
  await comments.getByRole("button", { name: "Gửi trả lời" }).first().click();
  await expect(comments).toContainText("Em sửa ngay ạ.");
  await teacher.context().close();
});
