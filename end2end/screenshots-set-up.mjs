// The pictures of a school that is set up from nothing.
import { join } from "node:path";
import { CALENDAR, signIn, first, send, typed, press } from "./screenshots-ways.mjs";

const STAFF = [
  "Nguyễn Thị Hoa\tcô\tGiáo viên\t4A",
  "Trần Thu Thảo\tcô\tGiáo viên\t4A",
  "Lê Thị Ấm\tcô\tTổ trưởng\tMẫu giáo 4–5 tuổi\tGiáo viên\t4B",
  "Vũ Thị Mai\tcô\tHiệu trưởng",
].join("\n");
const SECRET = "mưa rơi trên lá sen";
const next = (page) => press(page, /^Tiếp/);

/** A school from nothing to its first teacher; each view goes on from the one before. */
const FOUNDING = [
  { name: "dat-ma", go: "/" },
  { name: "dat-ma-sai", status: 403, go: typed("/cai-dat", "Mã cài đặt", "SAI-MAHO") },
  { name: "dat-1-truong", go: async (page, { code }) => { await page.goto("/cai-dat"); await page.getByLabel("Mã cài đặt").fill(code); await press(page, "Bắt đầu cài đặt"); } },
  { name: "dat-1-truong-sai", status: 422, go: async (page) => { await send(page, page.getByLabel("Tên trường")); } },
  { name: "dat-2-lich", go: async (page) => {
    await page.getByLabel("Tên trường").fill("Trường Mầm non Hoa Sen");
    await page.getByLabel("Họ và tên").fill("Phạm Văn Định");
    await page.getByLabel("Tên đăng nhập").fill("dinhpv");
    await page.getByLabel(/^Mật khẩu, ít nhất/).fill(SECRET);
    await page.getByLabel("Gõ lại mật khẩu").fill(SECRET);
    await next(page);
  } },
  { name: "dat-2-lich-tep", go: "/cai-dat/lich-nam-hoc/tep" },
  { name: "dat-2-lich-tep-sai", status: 422, go: (page) => readCalendar(page, { name: "lich.toml", mimeType: "text/plain", buffer: Buffer.from("weeks = 90\n") }) },
  { name: "dat-2-lich-da-doc", says: "chưa lưu", go: async (page) => { await page.goto("/cai-dat/lich-nam-hoc/tep"); await readCalendar(page, CALENDAR); } },
  { name: "dat-2-lich-sai", status: 422, go: async (page) => { const field = page.getByLabel("Tuần 1 bắt đầu, thứ Hai"); await field.fill("08/09/2026"); await send(page, field); } },
  { name: "dat-3-to-lop", go: async (page) => { await page.getByLabel("Tuần 1 bắt đầu, thứ Hai").fill("07/09/2026"); await next(page); } },
  { name: "dat-4-can-bo", go: async (page) => { await page.getByLabel("Lớp, nhóm hoặc bộ phận").nth(2).fill("4A, 4B"); await next(page); } },
  { name: "dat-4-can-bo-da-dan", go: async (page) => { await page.getByLabel("Dán từ Excel").fill(STAFF); await press(page, "Thêm vào bảng"); } },
  { name: "dat-5-loai-ho-so", go: next },
  { name: "dat-6-tap-duot", go: next },
  { name: "dat-6-tap-duot-sai", status: 422, go: async (page) => { const field = page.getByLabel("Bắt đầu tính từ"); await field.fill("hôm nay"); await send(page, field); } },
  { name: "dat-mat-khau", go: async (page) => { await page.goto("/cai-dat/tap-duot"); await page.getByLabel("Không, tính ngay từ đầu").check(); await press(page, "Mở trường"); } },
  { name: "dat-mat-khau-in", print: true, go: "/cai-dat/mat-khau" },
  { name: "dat-doi-mat-khau-lan-dau", go: async (page) => {
    await page.goto("/cai-dat/mat-khau");
    const card = page.getByRole("listitem").filter({ hasText: "Nguyễn Thị Hoa" });
    const [username, password] = await card.locator("code").allTextContents();
    await press(page, "Đã in xong, đến đăng nhập");
    await signIn(page, username, password);
  } },
];

const readCalendar = (page, file) => page.locator("input[type=file]").setInputFiles(file).then(() => press(page, /Đọc tệp/));

export const SET_UP = [{ views: FOUNDING.map((view) => ({ ...view, goesOn: true })) }];
