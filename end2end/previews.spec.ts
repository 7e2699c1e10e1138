import { awake, expect, sample, test, visit } from "./hoso";

test("cô Hoa uploads the plan of another week, is told so, hands it in, and the head reads it without Word", async ({ browser, hoso }) => {
  const page = await visit(browser, hoso, "giaovien", "/viec-cua-toi");
  await page.getByRole("link", { name: "Nộp Giáo án tuần 13, Lớp 4A" }).click();
  await awake(page);
  await page.setInputFiles("#chon-tep", sample("ke-hoach-tuan-12-lop-4A.docx"));
  await expect(page.getByText("Đã tải lên, chưa nộp")).toBeVisible();
  await expect(page.getByText(/hồ sơ là tuần 13/)).toBeVisible();
  await page.getByRole("button", { name: "Nộp 1 tệp" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/Đã nộp/);
  await expect(page.getByText(/hồ sơ là tuần 13/)).toBeVisible();
  const receipt = new URL(page.url()).pathname;
  await page.getByRole("link", { name: "Xem tệp 1" }).click();
  await expect(page.locator(".paper table").first()).toBeVisible();
  await page.context().close();

  const head = await visit(browser, hoso, "totruong", `${receipt.replace("bien-nhan", "xem")}/0`);
  await expect(head.getByText(/hồ sơ là tuần 13/)).toBeVisible();
  await expect(head.locator(".paper td").first()).toBeVisible();
  await expect(head.getByRole("link", { name: /^Tải bản gốc/ })).toBeVisible();
  await head.context().close();
});

test("a photo that a camera took upright stands upright, and its original is one click away", async ({ browser, hoso }) => {
  const page = await visit(browser, hoso, "giaovien", "/viec-cua-toi");
  const lying = Buffer.from(await page.evaluate(() => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [40, 20];
    canvas.getContext("2d")!.fillRect(0, 0, 40, 20);
    return canvas.toDataURL("image/jpeg").split(",")[1];
  }), "base64");
  // The note of a camera that was held upright (Exif, orientation 6), behind the first two bytes.
  const note = Buffer.from("ffe1002245786966000049492a00080000000100120103000100000006000000" + "00000000", "hex");
  const photo = Buffer.concat([lying.subarray(0, 2), note, lying.subarray(2)]);
  await page.getByRole("link", { name: "Nộp Giáo án tuần 13, Lớp 4A" }).click();
  await awake(page);
  await page.setInputFiles("#chon-tep", { name: "ảnh góc chơi.jpg", mimeType: "image/jpeg", buffer: photo });
  await expect(page.getByText("Đã tải lên, chưa nộp")).toBeVisible();
  await page.getByRole("button", { name: "Nộp 1 tệp" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/Đã nộp/);
  await page.getByRole("link", { name: "Xem tệp 1" }).click();
  const picture = page.getByRole("img", { name: "Ảnh đã nộp" });
  await expect(picture).toBeVisible();
  await expect.poll(() => picture.evaluate((shown: HTMLImageElement) => [shown.naturalWidth, shown.naturalHeight])).toEqual([20, 40]);
  await expect(page.getByRole("link", { name: /^Tải bản gốc/ })).toBeVisible();
  await page.context().close();
});
