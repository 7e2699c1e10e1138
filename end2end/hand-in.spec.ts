import { copyFile, mkdtemp, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { awake, expect, leaveOutTheLast, own, sample, signIn, test, visit } from "./hoso";

test("cô Hoa hands in a real file, and the principal's dashboard changes without a reload", async ({ browser, hoso }) => {
  const dashboard = await visit(browser, hoso, "hieutruong", "/bang-theo-doi");
  await awake(dashboard);
  await expect(dashboard.getByText("Trực tiếp")).toBeVisible();
  const cell = dashboard.getByRole("link", { name: /^Mẫu giáo 4–5 tuổi, tuần 13:/ });
  const before = await cell.getAttribute("aria-label");
  let loads = 0;
  dashboard.on("load", () => loads++);

  const page = await visit(browser, hoso, "giaovien", "/viec-cua-toi");
  await page.getByRole("link", { name: "Nộp Giáo án tuần 13, Lớp 4A" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Nộp giáo án tuần 13 · Lớp 4A");
  await awake(page);
  await page.setInputFiles("#chon-tep", [sample("ke-hoach-tuan-12-lop-4A.docx"), sample("tu-lieu-tuan-12.pptx")]);
  await expect(page.getByText("Đã tải lên, chưa nộp")).toHaveCount(2);
  await page.getByLabel("Lời nhắn").fill("Em gửi kèm trình chiếu.");
  await page.getByRole("button", { name: "Nộp 2 tệp" }).dblclick();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Đã nộp, đúng hạn");
  await expect(page.getByText(/BN-2026-\d{5}/).first()).toBeVisible();
  await expect(page.getByText("Em gửi kèm trình chiếu.")).toBeVisible();
  await expect(page.getByRole("row")).toHaveCount(3);

  await expect(cell).not.toHaveAttribute("aria-label", before!);
  expect(loads).toBe(0);

  const link = page.getByRole("link", { name: "ke-hoach-tuan-12-lop-4A.docx" });
  const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
  expect(download.suggestedFilename()).toBe("ke-hoach-tuan-12-lop-4A.docx");
  expect(await readFile(await download.path())).toEqual(await readFile(sample("ke-hoach-tuan-12-lop-4A.docx")));
  await page.context().close();
  await dashboard.context().close();
});

test("a second version stands beside the first", async ({ browser, hoso }) => {
  const page = await visit(browser, hoso, "giaovien", "/da-nop");
  await page.getByRole("link", { name: /^Nộp lại/ }).first().click();
  await awake(page);
  await page.setInputFiles("#chon-tep", sample("giao-an-tuan-12-lop-5A.pdf"));
  await page.getByRole("button", { name: /^Nộp \d+ tệp$/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/Đã nộp phiên bản \d/);
  await expect(page.getByRole("heading", { name: "Các phiên bản khác" })).toBeVisible();
  await page.context().close();
});

test("one new file takes the place of one of the last version, and the others stay without being sent again", async ({ browser, hoso }) => {
  const page = await visit(browser, hoso, "giaovien", "/da-nop");
  await page.getByRole("link", { name: /^Nộp lại/ }).nth(9).click();
  await awake(page);
  await leaveOutTheLast(page);
  const buffer = await readFile(sample("giao-an-tuan-12-lop-5A.pdf"));
  const pdf = (name: string) => ({ name, mimeType: "application/pdf", buffer });
  await page.setInputFiles("#chon-tep", ["một.pdf", "hai.pdf", "ba.pdf"].map(pdf));
  await page.getByRole("button", { name: /^Nộp 3 tệp/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/Đã nộp phiên bản \d/);
  await page.getByRole("link", { name: "Nộp phiên bản mới" }).click();
  await awake(page);
  await expect(page.getByText("Giữ từ phiên bản trước")).toHaveCount(3);
  const sent: string[] = [];
  page.on("request", (request) => { if (request.url().includes("/tep?")) sent.push(request.url()); });
  await page.setInputFiles("#chon-tep", sample("ke-hoach-tuan-12-lop-4A.docx"));
  await page.setInputFiles("#chon-tep", { ...pdf("hai.pdf"), buffer: Buffer.concat([buffer, Buffer.from("\n% sửa\n")]) });
  await expect(page.getByText("Thay tệp cùng tên của phiên bản trước")).toBeVisible();
  await expect(page.getByText("Không nộp lại")).toHaveCount(1);
  await page.getByRole("checkbox", { name: "Giữ ba.pdf" }).uncheck();
  await page.getByRole("button", { name: /^Nộp 3 tệp/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/Đã nộp phiên bản \d/);
  await expect(page.getByText(/giữ từ phiên bản \d/)).toHaveCount(1);
  await expect(page.getByRole("link", { name: "ba.pdf" })).toHaveCount(0);
  expect(sent).toHaveLength(2);
  await page.context().close();
});

test("what cannot be handed in says why, and the rest goes on", async ({ browser, hoso }) => {
  const page = await visit(browser, hoso, "giaovien", "/viec-cua-toi");
  await page.getByRole("link", { name: /^Nộp Tư liệu/ }).click();
  await awake(page);
  await page.setInputFiles("#chon-tep", [
    { name: "trống.docx", mimeType: "application/octet-stream", buffer: Buffer.alloc(0) },
    { name: "giả.pdf", mimeType: "application/pdf", buffer: Buffer.from("không phải pdf") },
    { name: "~$ao an.docx", mimeType: "application/octet-stream", buffer: Buffer.from("x") },
    { name: "ảnh lớp.png", mimeType: "image/png", buffer: Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64") },
  ]);
  await expect(page.getByText("trống.docx là tệp trống (0 byte).")).toBeVisible();
  await expect(page.getByText("giả.pdf không phải loại tệp nhận được.")).toBeVisible();
  await expect(page.locator(".st", { hasText: "Không nộp: tệp tạm" }).filter({ visible: true })).toBeVisible();
  await page.getByRole("button", { name: "Nộp 1 tệp" }).click();
  await expect(page.getByText("Chưa nộp gì cả, vì không nhận được trống.docx, giả.pdf")).toBeVisible();
  for (const name of ["trống.docx", "giả.pdf"]) await page.getByRole("button", { name: `Bỏ ${name}` }).click();
  await page.getByRole("button", { name: "Nộp 1 tệp" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Đã nộp");
  await expect(page.getByText("trống.docx, giả.pdf")).toBeVisible();
  await page.context().close();
});

test("a session that ends while writing: sign in over the page, files and words are still there", async ({ browser, hoso }) => {
  const page = await visit(browser, hoso, "giaovien", "/da-nop");
  await page.getByRole("link", { name: /^Nộp lại/ }).nth(1).click();
  await awake(page);
  await leaveOutTheLast(page);
  await page.getByLabel("Lời nhắn").fill("Em viết dở.");
  await page.context().clearCookies();
  await page.setInputFiles("#chon-tep", sample("ke-hoach-tuan-12-lop-4A-dai.docx"));
  const dialog = page.getByRole("dialog");
  await expect(dialog).toBeVisible();
  await dialog.getByLabel(/^Mật khẩu/).fill("nam-thanh-2024");
  await dialog.getByRole("button", { name: "Vào lại" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText("Đã tải lên, chưa nộp", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Nộp 1 tệp" }).click();
  await expect(page.getByText("Em viết dở.")).toBeVisible();
  await page.context().close();
});

test("a file that is refused after Nộp was pressed holds the hand-in back", async ({ browser, hoso, noise }) => {
  noise.push(/status of 507/);
  const page = await visit(browser, hoso, "giaovien", "/da-nop");
  await page.getByRole("link", { name: /^Nộp lại/ }).nth(2).click();
  await awake(page);
  await leaveOutTheLast(page);
  let letGo = () => {};
  const held = new Promise<void>((resolve) => { letGo = resolve; });
  await page.route(/\/tep\?name=hong\.pdf/, async (route) => { await held; await route.continue(); });
  await page.getByLabel("Lời nhắn").fill("Em nộp hai tệp.");
  const field = page.locator("#chon-tep");
  await field.setInputFiles(sample("ke-hoach-tuan-12-lop-4A.docx"));
  await field.setInputFiles({ name: "hong.pdf", mimeType: "application/pdf", buffer: Buffer.from("không phải pdf") });
  await page.getByRole("button", { name: "Nộp 2 tệp khi tải xong" }).click();
  await expect(page.getByRole("button", { name: "Tải xong sẽ nộp ngay" })).toBeVisible();
  letGo();
  const told = page.getByText("Chưa nộp gì cả, vì không nhận được hong.pdf");
  await expect(told).toBeVisible();
  await expect(page.locator(".notices:focus")).toBeVisible();
  await page.getByRole("button", { name: "Nộp 1 tệp" }).click();
  await expect(told).toBeVisible();
  await expect(page).toHaveURL(/\/nop\//);

  await page.getByRole("button", { name: "Bỏ hong.pdf" }).click();
  await expect(told).toBeHidden();
  // A fault of the server's that passes: the file stays on the list.
  // As the program packs it: which of the answers, then each text behind its length.
  const packed = (text: string) => [Buffer.from([Buffer.byteLength(text)]), Buffer.from(text)];
  const full = Buffer.concat([Buffer.from([4]), ...packed("Máy chủ của trường hết chỗ lưu"), ...packed("Tệp chưa được nhận.")]);
  await page.route(/\/tep\?name=tu-lieu/, (route) => route.fulfill({ status: 507, body: full }), { times: 1 });
  await field.setInputFiles(sample("tu-lieu-tuan-12.pptx"));
  await expect(page.getByText("Máy chủ của trường hết chỗ lưu.")).toBeVisible();
  await page.getByRole("button", { name: "Gửi lại tu-lieu-tuan-12.pptx" }).click();
  await expect(page.getByText("Đã tải lên, chưa nộp")).toHaveCount(2);
  await page.getByRole("button", { name: "Nộp 2 tệp" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/Đã nộp phiên bản \d/);
  await expect(page.getByText("Em nộp hai tệp.")).toBeVisible();
  await page.context().close();
});

test("closing the sign-in over the page leaves a page that works", async ({ browser, hoso }) => {
  const page = await visit(browser, hoso, "giaovien", "/da-nop");
  await page.getByRole("link", { name: /^Nộp lại/ }).nth(3).click();
  await awake(page);
  await leaveOutTheLast(page);
  await page.getByLabel("Lời nhắn").fill("Em viết dở.");
  await page.setInputFiles("#chon-tep", sample("ke-hoach-tuan-12-lop-4A.docx"));
  await expect(page.getByText("Đã tải lên, chưa nộp", { exact: true })).toBeVisible();
  await page.context().clearCookies();
  await page.getByRole("button", { name: "Nộp 1 tệp" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(page.getByText("Phiên làm việc đã hết, chưa nộp gì cả")).toBeVisible();
  await expect(page.getByRole("button", { name: "Nộp 1 tệp" })).toBeVisible();
  await expect(page.getByLabel("Lời nhắn")).toHaveValue("Em viết dở.");

  await page.getByRole("button", { name: "Đăng nhập lại" }).click();
  await dialog.getByLabel(/^Mật khẩu/).fill("nam-thanh-2024");
  await dialog.getByRole("button", { name: "Vào lại" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText("Phiên làm việc đã hết")).toBeHidden();
  // Nothing is handed in that was not asked for again.
  await page.getByRole("button", { name: "Nộp 1 tệp" }).click();
  await expect(page.getByText("Em viết dở.")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/Đã nộp phiên bản \d/);
  await page.context().close();
});

test("a file that was taken off the list does not come back", async ({ browser, hoso }) => {
  const page = await visit(browser, hoso, "giaovien", "/da-nop");
  await page.getByRole("link", { name: /^Nộp lại/ }).nth(4).click();
  await awake(page);
  await leaveOutTheLast(page);
  await page.setInputFiles("#chon-tep", [sample("ke-hoach-tuan-12-lop-4A.docx"), sample("giao-an-tuan-12-lop-5A.pdf")]);
  await expect(page.getByText("Đã tải lên, chưa nộp")).toHaveCount(2);
  const [heard] = await Promise.all([
    page.waitForResponse(/\/api\/bo-tep$/),
    page.getByRole("button", { name: "Bỏ ke-hoach-tuan-12-lop-4A.docx" }).click(),
  ]);
  expect(heard.status()).toBe(200);
  await page.reload();
  await awake(page);
  await leaveOutTheLast(page);
  await page.getByRole("button", { name: "Nộp 1 tệp" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/Đã nộp phiên bản \d/);
  await expect(page.getByRole("link", { name: "giao-an-tuan-12-lop-5A.pdf" })).toBeVisible();
  await expect(page.getByRole("link", { name: "ke-hoach-tuan-12-lop-4A.docx" })).toHaveCount(0);
  await page.context().close();
});

test("words that are left in a hurry are found again, and the same file is not taken twice", async ({ browser, hoso }) => {
  const page = await visit(browser, hoso, "giaovien", "/da-nop");
  await page.getByRole("link", { name: /^Nộp lại/ }).nth(5).click();
  await awake(page);
  await leaveOutTheLast(page);
  await page.getByLabel("Lời nhắn").fill("Em nộp bản sửa.");
  await page.getByRole("link", { name: "Để sau" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Việc của tôi");
  await page.goto("/da-nop");
  await page.getByRole("link", { name: /^Nộp lại/ }).nth(5).click();
  await awake(page);
  await leaveOutTheLast(page);
  await expect(page.getByLabel("Lời nhắn")).toHaveValue("Em nộp bản sửa.");
  await page.setInputFiles("#chon-tep", sample("ke-hoach-tuan-12-lop-4A.docx"));
  await page.setInputFiles("#chon-tep", sample("ke-hoach-tuan-12-lop-4A.docx"));
  await expect(page.getByText("ke-hoach-tuan-12-lop-4A.docx đã có trong danh sách.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Nộp 1 tệp" })).toBeVisible();
  await page.context().close();
});

test("a file that is added after Nộp was pressed holds the hand-in back until it is pressed again", async ({ browser, hoso, noise }) => {
  noise.push(/ERR_FAILED/);
  const page = await visit(browser, hoso, "giaovien", "/viec-cua-toi");
  await page.getByRole("link", { name: /^Nộp Tư liệu/ }).click();
  await awake(page);
  await page.setInputFiles("#chon-tep", sample("ke-hoach-tuan-12-lop-4A.docx"));
  await expect(page.getByText("Đã tải lên, chưa nộp", { exact: true })).toBeVisible();
  await page.route("/api/nop", (route) => route.abort());
  await page.getByRole("button", { name: "Nộp 1 tệp" }).click();
  await expect(page.getByText(/Chưa liên lạc được/).filter({ visible: true }).first()).toBeVisible();
  await expect(page.getByText(/Đang mất liên lạc/)).toBeVisible();
  await page.setInputFiles("#chon-tep", sample("giao-an-tuan-12-lop-5A.pdf"));
  await page.unroute("/api/nop");
  await expect(page.getByText("Danh sách tệp vừa thay đổi, chưa nộp gì cả")).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText("Đã tải lên, chưa nộp", { exact: true })).toHaveCount(2, { timeout: 20_000 });
  await page.getByRole("button", { name: "Nộp 2 tệp" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Đã nộp", { timeout: 20_000 });
  for (const name of ["ke-hoach-tuan-12-lop-4A.docx", "giao-an-tuan-12-lop-5A.pdf"]) {
    await expect(page.getByRole("link", { name })).toBeVisible();
  }
  await page.context().close();
});

test("a file that was written to after it was chosen is told as that, and its new one takes its row", async ({ browser, hoso, noise }, info) => {
  noise.push(/ERR_UPLOAD_FILE_CHANGED|ERR_FAILED|ERR_FILE_NOT_FOUND/);
  const page = await visit(browser, hoso, "giaovien", "/da-nop");
  await page.getByRole("link", { name: /^Nộp lại/ }).nth(6).click();
  await awake(page);
  await leaveOutTheLast(page);
  const path = info.outputPath("ke-hoach.docx");
  await copyFile(sample("ke-hoach-tuan-12-lop-4A.docx"), path);
  await page.route("/nop/*/tep?*", async (route) => {
    await rm(path);
    await route.abort();
  });
  await page.setInputFiles("#chon-tep", path);
  await expect(page.getByText("ke-hoach.docx đã thay đổi hoặc không còn trên máy này từ lúc chọn.")).toBeVisible();
  await page.unroute("/nop/*/tep?*");
  await copyFile(sample("ke-hoach-tuan-12-lop-4A.docx"), path);
  await page.setInputFiles("#chon-tep", path);
  await expect(page.getByText("Đã tải lên, chưa nộp", { exact: true })).toHaveCount(1);
  await expect(page.getByText("đã thay đổi hoặc không còn")).toBeHidden();
  await expect(page.getByRole("button", { name: "Nộp 1 tệp" })).toBeVisible();
  await page.context().close();
});

test("whoever leaves with files that are not handed in is asked, and a drop beside the field is taken", async ({ browser, hoso }) => {
  const page = await visit(browser, hoso, "giaovien", "/da-nop");
  await page.getByRole("link", { name: /^Nộp lại/ }).nth(7).click();
  await awake(page);
  await leaveOutTheLast(page);
  const bytes = await readFile(sample("giao-an-tuan-12-lop-5A.pdf"), "base64");
  await page.evaluate((bytes) => {
    const data = new DataTransfer();
    data.items.add(new File([Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0))], "giao-an.pdf"));
    document.querySelector("h1")?.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
  }, bytes);
  await expect(page.getByText("Đã tải lên, chưa nộp", { exact: true })).toBeVisible();
  const asked: string[] = [];
  page.on("dialog", async (dialog) => {
    asked.push(dialog.type());
    await dialog.dismiss();
  });
  // A browser asks only on a page that somebody has touched.
  await page.getByLabel("Lời nhắn").click();
  await page.getByRole("link", { name: "Để sau" }).click();
  await expect.poll(() => asked).toEqual(["beforeunload"]);
  await expect(page.getByText("Đã tải lên, chưa nộp", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Nộp 1 tệp" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/Đã nộp phiên bản \d/);
  expect(asked).toEqual(["beforeunload"]);
  await page.context().close();
});

test("on a phone with three files the button is in sight", async ({ browser, hoso }) => {
  const page = await visit(browser, hoso, "giaovien", "/da-nop", { viewport: { width: 390, height: 844 } });
  await page.getByRole("link", { name: /^Nộp lại/ }).nth(8).click();
  await awake(page);
  await leaveOutTheLast(page);
  const buffer = await readFile(sample("giao-an-tuan-12-lop-5A.pdf"));
  const files = ["a.pdf", "b.pdf", "c.pdf"].map((name) => ({ name, mimeType: "application/pdf", buffer }));
  await page.setInputFiles("#chon-tep", files);
  await expect(page.getByText("Đã tải lên, chưa nộp", { exact: true })).toHaveCount(3);
  await page.evaluate(() => scrollTo(0, 0));
  await expect(page.getByRole("button", { name: "Nộp 3 tệp" })).toBeInViewport({ ratio: 1 });
  await page.context().close();
});

test("words typed after a refusal are kept like any others", async ({ browser, hoso }) => {
  const page = await visit(browser, hoso, "giaovien", "/viec-cua-toi");
  await page.getByRole("link", { name: /^Nộp Tư liệu/ }).click();
  await awake(page);
  await page.getByRole("button", { name: /^Nộp/ }).click();
  await expect(page.getByText("Chưa có tệp nào").filter({ visible: true }).first()).toBeVisible();
  const kept = page.waitForResponse((answer) => answer.url().endsWith("/api/loi-nhan") && answer.ok());
  await page.getByLabel("Lời nhắn").fill("Em gửi ảnh sau ạ.");
  await kept;
  await page.reload();
  await expect(page.getByLabel("Lời nhắn")).toHaveValue("Em gửi ảnh sau ạ.");
  await page.context().close();
});

test("after the deadline a hand-in is late, and says by how much", async ({ browser }) => {
  test.setTimeout(120_000);
  await own(["--demo", "--clock", "2026-11-30T08:00:00+07:00"], async ({ url }) => {
    const page = await visit(browser, url, "giaovien", "/viec-cua-toi");
    const late = page.getByRole("region", { name: "Cần làm ngay" }).getByRole("link", { name: /^Nộp / }).first();
    await late.click();
    await awake(page);
    await page.setInputFiles("#chon-tep", sample("ke-hoach-tuan-12-lop-4A.docx"));
    await page.getByRole("button", { name: "Nộp 1 tệp" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/Đã nộp, muộn \d+ ngày làm việc/);
    await page.context().close();
  });
});

test.describe("without JavaScript", () => {
  test("the whole path of a teacher", async ({ browser, hoso }) => {
    const context = await browser.newContext({ baseURL: hoso, javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto("/viec-cua-toi");
    await expect(page).toHaveURL(/\/dang-nhap/);
    await signIn(page, "giaovien");
    await expect(page).toHaveURL(/\/viec-cua-toi$/);
    await page.locator("summary", { hasText: "Vì sao hạn này?" }).first().click();
    await expect(page.getByText("Điều 9 của Quy chế:").first()).toBeVisible();
    await page.getByRole("link", { name: /^Nộp Kế hoạch tuần 12/ }).click();

    await page.getByLabel("Lời nhắn").fill("Em nộp bù.");
    await page.setInputFiles("#tep", [{
      name: "ke-hoach-tuan-12-lop-4A.docx", mimeType: "application/octet-stream",
      buffer: await readFile(sample("ke-hoach-tuan-12-lop-4A.docx")),
    }, {
      name: "trống.docx", mimeType: "application/octet-stream", buffer: Buffer.alloc(0),
    }]);
    await page.getByRole("button", { name: "Nộp" }).click();
    await expect(page.getByText("trống.docx là tệp trống (0 byte)")).toBeVisible();
    await expect(page.getByLabel("Lời nhắn")).toHaveValue("Em nộp bù.");
    await expect(page.getByRole("checkbox", { name: "Đã tải lên, nộp tệp này" })).toBeChecked();

    await context.clearCookies();
    await page.setInputFiles("#tep", sample("tu-lieu-tuan-12.pptx"));
    await page.getByRole("button", { name: "Nộp" }).click();
    await expect(page.getByText("Lời nhắn vẫn còn")).toBeVisible();
    await signIn(page, "giaovien");
    await expect(page.getByLabel("Lời nhắn")).toHaveValue("Em nộp bù.");
    await expect(page.getByText("tệp khác cần chọn lại")).toBeVisible();

    await page.setInputFiles("#tep", sample("tu-lieu-tuan-12.pptx"));
    await page.getByRole("button", { name: "Nộp" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/Đã nộp, muộn 3 ngày làm việc/);
    await expect(page.getByText("Em nộp bù.")).toBeVisible();

    await page.locator("summary").filter({ hasText: "Nguyễn Thị Hoa" }).click();
    await page.getByRole("button", { name: "Đăng xuất" }).click();
    await expect(page.getByText("Đã đăng xuất")).toBeVisible();
    await context.close();
  });

  test("words outlive a session that ends under a large film, and a file is taken off by a button", async ({ browser, hoso }) => {
    test.setTimeout(120_000);
    const page = await visit(browser, hoso, "giaovien", "/da-nop", { javaScriptEnabled: false });
    await page.getByRole("link", { name: /^Nộp lại/ }).nth(5).click();
    const folder = await mkdtemp(join(tmpdir(), "phim-"));
    const film = join(folder, "phim.mp4");
    await writeFile(film, "");
    await truncate(film, 260 * 1024 * 1024);
    await page.getByLabel("Lời nhắn").fill("Phim quay ở sân trường.");
    await page.context().clearCookies();
    await page.setInputFiles("#tep", film);
    await page.getByRole("button", { name: "Nộp" }).click();
    await expect(page.getByText("Lời nhắn vẫn còn")).toBeVisible({ timeout: 60_000 });
    await signIn(page, "giaovien");
    await expect(page.getByLabel("Lời nhắn")).toHaveValue("Phim quay ở sân trường.");
    await rm(folder, { recursive: true });

    await page.setInputFiles("#tep", [
      { name: "tot.docx", mimeType: "application/octet-stream", buffer: await readFile(sample("ke-hoach-tuan-12-lop-4A.docx")) },
      { name: "trong.docx", mimeType: "application/octet-stream", buffer: Buffer.alloc(0) },
    ]);
    await page.getByRole("button", { name: "Nộp" }).click();
    await expect(page.getByRole("checkbox", { name: "Đã tải lên, nộp tệp này" })).toBeChecked();
    await page.getByLabel("Lời nhắn").fill("Gõ thêm.");
    await page.getByRole("button", { name: "Bỏ tot.docx" }).click();
    await expect(page).toHaveURL(/\/nop\/[^/]+$/);
    await expect(page.getByText("tot.docx")).toHaveCount(0);
    await expect(page.getByLabel("Lời nhắn")).toHaveValue("Gõ thêm.");
    await page.getByRole("button", { name: "Bỏ lời nhắn" }).click();
    await expect(page.getByLabel("Lời nhắn")).toHaveValue("");
    await page.context().close();
  });

  test("the dashboard is a page of links and one form", async ({ browser, hoso }) => {
    const page = await visit(browser, hoso, "totruong", "/bang-theo-doi", { javaScriptEnabled: false });
    await expect(page.locator(".matrix").getByRole("columnheader")).toHaveText([/Lớp 4A/, /Lớp 4B/, /Lớp 4C/, /hồ sơ chung/, "Cả tổ"]);
    await page.getByLabel("Loại hồ sơ").selectOption("giao-an");
    await page.getByRole("button", { name: "Xem" }).click();
    await expect(page).toHaveURL(/loai=giao-an/);
    await page.getByRole("link", { name: /^Lớp 4A, tuần 12:/ }).click();
    await expect(page.getByRole("heading", { name: "Lớp 4A, tuần 12" })).toBeVisible();
    await page.context().close();
  });
});
