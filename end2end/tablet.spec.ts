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

// A desk of 1366 × 768 at 200 %, which is what somebody with weak eyes reads.
const ZOOMED = { width: 683, height: 384 };

for (const [who, paths] of [
  ["giaovien", ["/viec-cua-toi", "/viec-cua-toi#nop", "/nam-hoc"]],
  ["totruong", ["/bang-theo-doi", "/cho-duyet#xem"]],
  ["hieutruong", ["/bang-theo-doi/danh-sach", "/cai-dat/truong", "/cai-dat/luot-day"]],
] as const) {
  test(`at 200 % three quarters of the height are left to what is read, for ${who}`, async ({ browser, hoso }) => {
    const page = await visit(browser, hoso, who, "/nam-hoc", { viewport: ZOOMED });
    for (const path of paths) {
      await page.goto(path.split("#")[0]);
      if (path.includes("#")) await page.locator("main a[href^='/nop/'], main a[href^='/cho-duyet/']").first().click();
      for (const at of [0, 250, 100_000]) {
        await page.evaluate((top) => scrollTo(0, top), at);
        expect(await page.evaluate(heightTaken), `${path} at ${at}`).toBeLessThanOrEqual(ZOOMED.height / 4);
      }
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), path).toBe(0);
    }
  });
}

/** How much of the height lies under what stays where it is while the page is scrolled. */
function heightTaken() {
  const rows = new Set<number>();
  for (const one of document.querySelectorAll("body *")) {
    const style = getComputedStyle(one);
    const box = one.getBoundingClientRect();
    const near = (edge: string, distance: number) => edge !== "auto" && Math.abs(distance - parseFloat(edge)) < 1;
    const stuck = style.position === "sticky" && (near(style.top, box.top) || near(style.bottom, innerHeight - box.bottom));
    if (box.width < innerWidth / 2 || !(stuck || style.position === "fixed")) continue;
    for (let row = Math.max(0, Math.round(box.top)); row < Math.min(innerHeight, box.bottom); row++) rows.add(row);
  }
  return rows.size;
}

test("no cell of the settings is cut on a narrow desk and on a phone", async ({ browser, hoso }) => {
  for (const [path, viewport] of [
    ["/cai-dat/lich-nam-hoc", { width: 1024, height: 768 }],
    ["/cai-dat/loai-ho-so", { width: 390, height: 844 }],
  ] as const) {
    const page = await visit(browser, hoso, "hieutruong", path, { viewport });
    const narrow = await page.locator(".grid tr .input").evaluateAll((all) => all.map((one) => one.clientWidth).filter((width) => width < 100));
    expect(narrow, path).toEqual([]);
  }
});
