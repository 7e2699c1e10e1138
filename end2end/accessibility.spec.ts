import { SIZES, expectAccessible } from "./axe";
import { test, visit } from "./hoso";

const PAGES: [string, string][] = [
  ["giaovien", "/viec-cua-toi"], ["giaovien", "/da-nop"], ["giaovien", "/nam-hoc"], ["giaovien", "/doi-mat-khau"],
  ["giaovien", "/khong-co"], ["hieutruong", "/bang-theo-doi"], ["hieutruong", "/bang-theo-doi?ky=ca-nam"],
  ["hieutruong", "/bang-theo-doi/danh-sach?tuan=12"], ["hieutruong", "/can-bo"], ["hieutruong", "/cai-dat"],
  ["hieutruong", "/cai-dat/truong"], ["hieutruong", "/cai-dat/lich-nam-hoc"], ["hieutruong", "/cai-dat/lich-nam-hoc/tep"],
  ["hieutruong", "/cai-dat/to-lop"], ["hieutruong", "/cai-dat/loai-ho-so"],
  ["hieutruong", "/cai-dat/luot-day"], ["hieutruong", "/cai-dat/chu-de"],
];

for (const [size, viewport] of Object.entries(SIZES)) {
  test(`axe finds nothing, ${size}`, async ({ browser, hoso }) => {
    test.setTimeout(180_000);
    for (const username of new Set(PAGES.map(([one]) => one))) {
      const page = await visit(browser, hoso, username, "/", { viewport });
      const paths = PAGES.filter(([one]) => one === username).map(([, path]) => path);
      if (username === "giaovien") {
        await page.goto("/viec-cua-toi");
        const handIn = (await page.getByRole("link", { name: /^Nộp/ }).first().getAttribute("href"))!;
        paths.push(handIn, handIn.replace("/nop/", "/ho-so/"));
        await page.goto("/da-nop");
        paths.push((await page.getByRole("link", { name: /^Xem biên nhận/ }).first().getAttribute("href"))!);
      }
      if (username === "hieutruong") {
        await page.goto("/cai-dat/luot-day");
        paths.push((await page.getByRole("link", { name: /^Chia lượt/ }).first().getAttribute("href"))!);
        await page.goto("/can-bo");
        paths.push((await page.locator("a[href^='/can-bo/']").first().getAttribute("href"))!);
        await page.goto("/bang-theo-doi/danh-sach?tuan=12");
        paths.push((await page.locator("a[href^='/ho-so/']").first().getAttribute("href"))!);
      }
      for (const path of paths) {
        await page.goto(path);
        await page.waitForTimeout(300);
        await expectAccessible(page, `${username} ${path}`);
      }
      await page.context().close();
    }
  });
}

test("the sign-in page, signed out", async ({ page }) => {
  await page.goto("/dang-nhap");
  await expectAccessible(page, "/dang-nhap");
});
