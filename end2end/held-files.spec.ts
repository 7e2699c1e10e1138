// A file in which something can act: its sender's alone until the management team lets others open it, or gives it back.
import type { Page } from "@playwright/test";

import { awake, expect, together, visit } from "./hoso";
import { type Paper, handIn, recordOf } from "./records";

const test = together();

/** A PDF of one empty page that runs a script when it is opened. */
function acting(name: string): Paper {
  const script = `app.alert\\(${JSON.stringify(name)}\\)`;
  const objects = [
    `<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(${script})>>>>`,
    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
  ];
  let file = "%PDF-1.4\n";
  const places = objects.map((object, at) => {
    const place = file.length;
    file += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(place).padStart(10, "0")} 00000 n \n`;
  });
  const table = file.length;
  file += `xref\n0 4\n0000000000 65535 f \n${places.join("")}trailer\n<</Size 4/Root 1 0 R>>\nstartxref\n${table}\n%%EOF\n`;
  return { name, mimeType: "application/pdf", buffer: Buffer.from(file, "latin1") };
}

/** The file on the page of those that are held. */
const held = (page: Page, name: string) => page.getByRole("listitem").filter({ has: page.getByRole("heading", { name }) });

test("a file that acts is its sender's alone until the management team lets others open it", async ({ browser, hoso }) => {
  const teacher = await visit(browser, hoso, "giaovien", "/viec-cua-toi");
  await teacher.getByRole("link", { name: "Nộp Giáo án tuần 13, Lớp 4A" }).click();
  await awake(teacher);
  await teacher.setInputFiles("#chon-tep", acting("o-chu.pdf"));
  await expect(teacher.getByText("Đã tải lên, chưa nộp")).toBeVisible();
  await teacher.getByRole("button", { name: "Nộp 1 tệp" }).click();
  await expect(teacher.getByRole("heading", { level: 1 })).toHaveText("Đã nộp, đúng hạn");
  await expect(teacher.getByText("o-chu.pdf đang chờ tổ quản lý phần mềm xem")).toBeVisible();
  const file = new URL(teacher.url()).pathname.replace("bien-nhan", "xem") + "/0";
  expect((await teacher.goto(file))?.status()).toBe(200);

  const head = await visit(browser, hoso, "totruong", file);
  await expect(head.getByText("o-chu.pdf đang chờ tổ quản lý phần mềm xem").first()).toBeVisible();
  expect((await head.request.get(`${hoso}${file.replace("xem", "tep")}`)).status()).toBe(403);

  const management = await visit(browser, hoso, "quanly", "/tep-giu-lai");
  await expect(held(management, "o-chu.pdf")).toContainText("Tệp PDF chứa lệnh tự chạy (JavaScript)");
  await held(management, "o-chu.pdf").getByRole("button", { name: "Cho mở o-chu.pdf" }).click();
  await expect(management.getByText("o-chu.pdf: đã cho mở, ai xem được hồ sơ")).toBeVisible();
  await expect(held(management, "o-chu.pdf")).toHaveCount(0);
  await head.reload();
  await expect(head.getByText("Tổ quản lý phần mềm đã xem và cho mở").first()).toBeVisible();
  expect((await head.request.get(`${hoso}${file.replace("xem", "tep")}`)).status()).toBe(200);
  for (const page of [teacher, head, management]) await page.context().close();
});

test("a file is given back with words that its sender reads", async ({ browser, hoso }) => {
  const teacher = await visit(browser, hoso, "giaovien", "/viec-cua-toi", { javaScriptEnabled: false });
  const management = await visit(browser, hoso, "quanly", "/tep-giu-lai", { javaScriptEnabled: false });
  const receipt = await handIn(teacher, hoso, await recordOf(management, hoso, 14, "giao-an", "Lớp 4A"), acting("tro-choi.pdf"));
  await management.reload();
  const row = held(management, "tro-choi.pdf");
  const send = row.getByRole("button", { name: "Trả lại tro-choi.pdf" });
  await send.click();
  await expect(row.getByLabel("Vì sao trả lại")).toHaveAttribute("aria-invalid", "true");
  await row.getByLabel("Vì sao trả lại").fill("Trò chơi tự chạy lệnh: cô in lại thành PDF thường nhé.");
  await send.click();
  await expect(management.getByText("tro-choi.pdf: đã trả lại, người nộp đọc được lý do")).toBeVisible();

  await teacher.goto("/thong-bao");
  await expect(teacher.getByText("cô in lại thành PDF thường nhé").first()).toBeVisible();
  await teacher.goto(receipt);
  await expect(teacher.getByText("tro-choi.pdf đã được tổ quản lý phần mềm trả lại: Trò chơi tự chạy lệnh")).toBeVisible();
  for (const page of [teacher, management]) await page.context().close();
});
