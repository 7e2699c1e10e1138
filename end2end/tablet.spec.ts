// A head with a tablet in the hand: what waits, the file, the sheet from below, and the next one.
import { SIZES } from "./axe";
import { expect, test, visit } from "./hoso";

test("on a tablet a head reads, gives back from the sheet below, and is led to the next record", async ({ browser, hoso }) => {
  const head = await visit(browser, hoso, "totruong", "/cho-duyet", { viewport: SIZES.tablet, hasTouch: true, isMobile: true });
  await head.getByRole("link", { name: /^Xem / }).first().tap();
  const heading = head.getByRole("heading", { level: 1 });
  await expect(head.locator("iframe")).toBeVisible();
  const title = (await heading.textContent())!;

  // The sheet lies over the file, above the places at the foot.
  const sheet = head.locator(".decision");
  await expect(sheet.getByRole("button", { name: "Duyệt", exact: true })).toBeInViewport({ ratio: 1 });
  await sheet.getByText("Trả lại", { exact: true }).first().tap();
  const send = sheet.getByRole("button", { name: /^Trả lại cho / });
  await expect(send, "however long the form is, its button is in reach").toBeInViewport({ ratio: 1 });
  await sheet.getByLabel("Thiếu mục tiêu hoặc đánh giá").check();
  await sheet.getByLabel(/^Lời nhắn cho /).fill("Mục tiêu của thứ Ba còn trống.");
  await sheet.getByLabel("Sửa xong trong ngày").fill("27/11/2026");
  await send.tap();

  await expect(head.getByText(`Đã trả lại ${title} cho`)).toContainText("sửa xong trước khi hết thứ Sáu 27/11/2026");
  await expect(heading).not.toHaveText(title);
  await expect(head.locator("iframe")).toBeVisible();
  await expect(sheet.getByRole("button", { name: "Duyệt", exact: true })).toBeInViewport({ ratio: 1 });
});
