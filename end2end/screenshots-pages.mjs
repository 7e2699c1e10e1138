// Which pictures are taken: every page of the product, as the people who use it see it, in the states that look different.
//
// A story is one person with one browser; its views are taken in order. `go` is an address or the way to a state, `says`
// are words without which the page is not the one that is meant, `status` is what the server answers where not 200, and
// what `goesOn` needs the view before it. Any other view may find the data as they were when the story began, and what is
// `anew` always does, because a view before it changed them.
// Pages are found by addresses and by words that people see, never by marks of the markup.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  WORD, fillIn, first, send, typed, press, sessionOver, halfAnHour, handOut, whatWaits, signInInstead, whyThisDay, handIn,
  upload, cell, LIVE,
} from "./screenshots-ways.mjs";

/** The demo, on the Wednesday of week 12. */
export const DEMO = [
  {
    views: [
      { name: "dang-nhap", go: "/dang-nhap" },
      { name: "dang-nhap-da-chon", go: "/dang-nhap?username=giaovien" },
      { name: "dang-nhap-het-phien", go: "/dang-nhap?next=%2Fviec%2Dcua%2Dtoi&het-phien=1" },
      { name: "kiem-tra", go: "/kiem-tra" },
      { name: "kiem-tra-go-sai", status: 422, says: "ở đây có 4", go: "/kiem-tra/0000" },
      { name: "kiem-tra-khong-co", status: 404, says: "Không có chữ ký nào", go: "/kiem-tra/0000-0000-0000-0000-0000-0000" },
      { name: "dang-nhap-da-dang-xuat", go: "/dang-nhap?da-dang-xuat=1" },
      { name: "dang-nhap-sai", status: 401, says: "chưa đúng", go: async (page) => { await page.goto("/dang-nhap"); await fillIn(page, "giaovien", "sai-mat-khau"); } },
      { name: "khach-khong-co-trang", go: "/khong-co", status: 404 },
    ],
  },
  {
    who: "giaovien",
    views: [
      { name: "gv-viec-cua-toi", go: "/viec-cua-toi" },
      { name: "gv-vi-sao-han-nay", go: whyThisDay, says: "Điều 9 của Quy chế:" },
      { name: "gv-tuan-4", go: "/viec-cua-toi/tuan/4" },
      { name: "gv-da-nop", go: "/da-nop" },
      { name: "gv-doi-luot-moi", go: first("/viec-cua-toi", "/doi-luot/moi/") },
      { name: "gv-nam-hoc", go: "/nam-hoc" },
      { name: "gv-nam-hoc-lich-su", go: "/nam-hoc/lich-su" },
      { name: "gv-nam-hoc-in", go: "/nam-hoc", print: true },
      { name: "gv-doi-mat-khau", go: "/doi-mat-khau" },
      { name: "gv-tai-khoan", go: "/tai-khoan" },
      { name: "gv-ban-luu", go: "/ban-luu" },
      { name: "gv-du-lieu-cua-toi", go: "/du-lieu-cua-toi" },
      { name: "gv-doi-mat-khau-sai", status: 422, go: typed("/doi-mat-khau", "Mật khẩu mới", "ngắn") },
      { name: "gv-khong-co-trang", go: "/khong-co", status: 404 },
      { name: "gv-khong-mo-cai-dat", go: "/cai-dat", status: 403 },
      { name: "gv-khong-mo-bang", go: "/bang-theo-doi", status: 403 },
      { name: "gv-nop-qua-han", go: handIn("Kế hoạch tuần 12") },
      { name: "gv-nop-giao-an", go: handIn("Giáo án tuần 13") },
      { name: "gv-nop-lai", go: first("/da-nop", "/nop/") },
      { name: "gv-bien-nhan-dung-han", go: first("/da-nop", "/bien-nhan/", "Nộp đúng hạn") },
      { name: "gv-bien-nhan-muon", go: first("/da-nop", "/bien-nhan/", "Nộp muộn") },
      { name: "gv-bien-nhan-in", print: true, go: first("/da-nop", "/bien-nhan/", "Nộp đúng hạn") },
      { name: "gv-xem-tep", go: async (page) => { await first("/da-nop", "/bien-nhan/", "Nộp đúng hạn")(page); await page.getByRole("link", { name: "Xem tệp 1" }).click(); } },
      { name: "gv-ho-so", go: async (page) => { await handIn("Giáo án tuần 13")(page); await page.goto(new URL(page.url()).pathname.replace("/nop/", "/ho-so/")); } },
      { name: "gv-bo-sung", go: "/bo-sung" },
      { name: "gv-bo-sung-xin", go: "/bo-sung/xin" },
      { name: "gv-nop-dang-tai", go: upload },
      { name: "gv-nop-tep-cho", goesOn: true, go: handIn("Tư liệu") },
    ],
  },
  {
    who: "giaovien",
    options: { javaScriptEnabled: false },
    views: [
      { name: "khong-script-nop", go: handIn("Giáo án tuần 13") },
      { name: "khong-script-nop-tep-cho", status: 422, says: "Đã tải lên", go: async (page) => {
        await handIn("Tư liệu")(page);
        const folder = await mkdtemp(join(tmpdir(), "hoso-empty-"));
        await writeFile(join(folder, "trống.docx"), "");
        const field = page.locator("input[type=file]").last();
        await field.setInputFiles([WORD, join(folder, "trống.docx")]);
        await send(page, field);
        await rm(folder, { recursive: true });
      } },
      { name: "khong-script-nop-khong-tep", status: 422, go: typed(handIn("Giáo án tuần 13"), /^Lời nhắn/, "Em gửi giáo án.") },
      { name: "khong-script-khong-nhan", status: 404, says: "Lời nhắn đã gõ", go: async (page) => {
        await handIn("Giáo án tuần 13")(page);
        const field = page.getByLabel(/^Lời nhắn/);
        await field.fill("Em gửi nhầm hồ sơ của lớp khác.");
        await field.evaluate((one) => { one.form.action = "/nop/01930000-0000-7000-8000-000000000000"; });
        await send(page, field);
      } },
      { name: "khong-script-het-phien", status: 401, says: "Lời nhắn vẫn còn", go: async (page) => {
        await handIn("Giáo án tuần 13")(page);
        await sessionOver(page);
        const field = page.getByLabel(/^Lời nhắn/);
        await field.fill("Em gửi giáo án.");
        await send(page, field);
      } },
    ],
  },
  {
    who: "totruong",
    views: [
      { name: "tt-viec-cua-toi", go: "/viec-cua-toi" },
      { name: "tt-da-nop", go: "/da-nop" },
      { name: "tt-bang-theo-doi", go: "/bang-theo-doi", says: LIVE },
      { name: "tt-bao-cao-tuan", go: "/bang-theo-doi/bao-cao-tuan" },
      { name: "tt-danh-sach", go: "/bang-theo-doi/danh-sach?tuan=12" },
      { name: "tt-ho-so", go: first("/bang-theo-doi/danh-sach?tuan=12", "/ho-so/") },
      { name: "tt-cho-duyet", go: "/cho-duyet" },
      { name: "tt-duyet", go: first("/cho-duyet", "/cho-duyet/") },
      { name: "tt-duyet-in", print: true, go: first("/cho-duyet", "/cho-duyet/") },
      { name: "tt-tra-lai", says: "Vì sao trả lại?", go: async (page) => {
        await first("/cho-duyet", "/cho-duyet/")(page);
        await page.getByText("Trả lại", { exact: true }).first().click();
      } },
      { name: "tt-tra-lai-thieu-ly-do", status: 422, says: "Chọn một lý do", go: async (page) => {
        await first("/cho-duyet", "/cho-duyet/")(page);
        await page.getByText("Trả lại", { exact: true }).first().click();
        await press(page, /^Trả lại cho/);
      } },
      { name: "tt-duyet-ban-sua", says: "Chỉ phần thay đổi", go: first("/cho-duyet", "/cho-duyet/", "Đã nộp lại") },
      { name: "tt-thong-bao", go: "/thong-bao" },
    ],
  },
  { who: "ketoan", views: [{ name: "kt-viec-cua-toi", go: "/viec-cua-toi" }] },
  { who: "yte", views: [{ name: "yt-viec-cua-toi", go: "/viec-cua-toi" }, { name: "yt-da-nop", go: "/da-nop" }] },
  {
    who: "quanly",
    views: [
      { name: "ql-bang-theo-doi", go: "/bang-theo-doi", says: LIVE },
      { name: "ql-viec-cua-toi", go: "/viec-cua-toi" },
      { name: "ql-can-bo", go: "/can-bo" },
      { name: "ql-hieu-truong", go: first("/can-bo", "/can-bo/", "Nguyễn Thị Minh Nguyệt") },
      { name: "ql-giao-vien", go: first("/can-bo", "/can-bo/", "Vũ Thị Phương Thảo") },
    ],
  },
  {
    who: "hieutruong",
    options: { javaScriptEnabled: false },
    views: [
      { name: "khong-script-bang-theo-doi", go: "/bang-theo-doi" },
      { name: "khong-script-bang-mo-o", go: async (page) => {
        await page.goto("/bang-theo-doi");
        await Promise.all([page.waitForEvent("load"), page.getByRole("link", { name: /^Mẫu giáo 4–5 tuổi, tuần 12:/ }).click()]);
      } },
    ],
  },
  {
    who: "hieutruong",
    views: [
      { name: "ht-viec-cua-toi", go: "/viec-cua-toi" },
      { name: "ht-da-nop", go: "/da-nop" },
      { name: "ht-bang-theo-doi", go: "/bang-theo-doi", says: LIVE },
      { name: "ht-bang-hoc-ky-2", go: "/bang-theo-doi?ky=2", says: LIVE },
      { name: "ht-bang-ca-nam", go: "/bang-theo-doi?ky=ca-nam", says: LIVE },
      { name: "ht-bang-giao-an", go: "/bang-theo-doi?loai=giao-an", says: LIVE },
      { name: "ht-bang-mo-o", go: cell },
      { name: "ht-bang-in", go: "/bang-theo-doi", says: LIVE, print: true },
      { name: "ht-danh-sach", go: "/bang-theo-doi/danh-sach" },
      { name: "ht-danh-sach-tuan-12", go: "/bang-theo-doi/danh-sach?tuan=12" },
      { name: "ht-danh-sach-tuan-12-in", go: "/bang-theo-doi/danh-sach?tuan=12", print: true },
      { name: "ht-danh-sach-nop-muon", go: "/bang-theo-doi/danh-sach?tt=nop-muon" },
      { name: "ht-danh-sach-tim", go: "/bang-theo-doi/danh-sach?tuan=12&q=hoa" },
      { name: "ht-danh-sach-trong", go: "/bang-theo-doi/danh-sach?q=khongai" },
      { name: "ht-danh-sach-khong-han", go: "/bang-theo-doi/danh-sach?khong-han=1" },
      { name: "ht-ho-so-qua-han", go: first("/bang-theo-doi/danh-sach?tuan=12&tt=qua-han", "/ho-so/") },
      { name: "ht-ho-so-nop-muon", go: first("/bang-theo-doi/danh-sach?tuan=12&tt=nop-muon", "/ho-so/") },
      { name: "ht-ho-so-dung-han", go: first("/bang-theo-doi/danh-sach?tuan=12&tt=dung-han", "/ho-so/") },
      { name: "ht-ho-so-chua-den-han", go: first("/bang-theo-doi/danh-sach?tuan=13&tt=chua-den-han", "/ho-so/") },
      { name: "ht-ho-so-mien", go: first("/bang-theo-doi/danh-sach?tuan=12&tt=mien", "/ho-so/") },
      { name: "ht-ho-so-mien-thieu-ly-do", status: 422, go: typed(first("/bang-theo-doi/danh-sach?tuan=12&tt=qua-han", "/ho-so/"), "Lý do miễn", "") },
      { name: "ht-nam-hoc", go: "/nam-hoc" },
      { name: "ht-chua-tra-loi", go: "/nam-hoc/chua-tra-loi" },
      { name: "ht-lenh-khoa", go: "/lenh-khoa" },
      { name: "ht-lenh-khoa-soan", go: "/lenh-khoa/soan" },
      { name: "ht-lenh-khoa-mot-lenh", go: first("/lenh-khoa", "/lenh-khoa/", "Lệnh khóa số 01") },
      { name: "ht-lenh-khoa-in", print: true, go: first("/lenh-khoa", "/lenh-khoa/", "Lệnh khóa số 01") },
      { name: "ht-viec-theo-gio", go: "/viec-theo-gio" },
      { name: "ht-sao-luu", go: "/sao-luu" },
      { name: "ht-nhat-ky", go: "/nhat-ky" },
      { name: "ht-nhat-ky-in", print: true, go: "/nhat-ky?loai=khoa" },
      { name: "ht-vang-mat", go: "/vang-mat" },
      { name: "ht-vang-mat-ghi", go: "/vang-mat/ghi" },
      { name: "ht-gia-han", go: "/gia-han" },
      { name: "ht-viec-duoc-giao", go: "/viec-duoc-giao" },
      { name: "ht-viec-duoc-giao-moi", go: "/viec-duoc-giao/moi" },
      { name: "ht-luu-tru", go: "/luu-tru" },
      { name: "ht-luu-tru-thoi-han", go: "/luu-tru/thoi-han" },
      { name: "ht-xuat-toan-truong", go: "/luu-tru/xuat-toan-truong" },
      { name: "ht-mau-ho-so-loai", go: first("/mau-ho-so", "/mau-ho-so/") },
      { name: "ht-doi-luot", go: "/doi-luot" },
      { name: "ht-ban-giao", go: "/ban-giao" },
      { name: "ht-quy-che", go: "/quy-che" },
      { name: "ht-quy-che-ban-moi", go: "/quy-che/ban-moi" },
      { name: "ht-ban-luu-moi-nguoi", go: "/ban-luu/moi-nguoi" },
      { name: "ht-ban-luu-moi-nguoi-in", go: "/ban-luu/moi-nguoi", print: true },
      { name: "ht-ban-luu-nhan-lai", go: "/ban-luu/nhan-lai" },
      { name: "ht-yeu-cau-du-lieu", go: "/yeu-cau-du-lieu" },
      ...["so", "so/su-co", "so/su-co/moi", "so/tap-huan/moi", "so/cong-van-den/moi", "kiem-tra-tai-khoan", "kiem-tra-tai-khoan/ghi"]
        .map((page) => ({ name: `ht-${page.replaceAll("/", "-")}`, go: `/${page}` })),
      { name: "ht-ly-do-muon", go: "/ly-do-muon" },
      { name: "ht-gia-han-nhieu", go: "/gia-han/nhieu" },
      { name: "ht-nghi-dot-xuat", go: "/nghi-dot-xuat" },
      { name: "ht-nghi-dot-xuat-bao", go: "/nghi-dot-xuat/bao" },
      { name: "ht-nghi-dot-xuat-xem", go: "/nghi-dot-xuat/bao?kind=storm&from=27/11/2026&to=27/11/2026" },
      { name: "ht-nghi-dot-xuat-sai", status: 422, go: "/nghi-dot-xuat/bao?kind=other&from=27/11/2026&to=27/11/2026" },
      { name: "ht-nghi-dot-xuat-mot-lan", go: first("/nghi-dot-xuat", "/nghi-dot-xuat/", "lớp 3C") },
      { name: "ht-nghi-dot-xuat-in", go: async (page) => {
        await first("/nghi-dot-xuat", "/nghi-dot-xuat/", "lớp 3C")(page);
        await page.goto(`${new URL(page.url()).pathname}/in`);
      }, print: true },
      { name: "ht-bo-sung", go: "/bo-sung" },
      { name: "ht-bo-sung-cho", go: first("/bo-sung", "/bo-sung/", "số 02") },
      { name: "ht-bo-sung-xong", go: first("/bo-sung", "/bo-sung/", "số 01") },
      { name: "ht-bo-sung-in", go: async (page) => {
        await first("/bo-sung", "/bo-sung/", "số 01")(page);
        await page.goto(`${new URL(page.url()).pathname}/in`);
      }, print: true },
      { name: "ht-cai-dat-bo-sung", go: "/cai-dat/bo-sung" },
      { name: "ht-can-bo", go: "/can-bo" },
      { name: "ht-can-bo-nhap", go: "/can-bo/nhap" },
      { name: "ht-can-bo-mat-khau", go: "/can-bo/mat-khau" },
      { name: "ht-can-bo-in", go: "/can-bo", print: true },
      { name: "ht-cho-xac-nhan", go: "/can-bo/cho-xac-nhan" },
      { name: "ht-gio-may-chu", go: "/gio-may-chu" },
      { name: "ht-can-bo-them-sai", status: 422, go: typed("/can-bo", "Lớp, tổ hoặc bộ phận", "9Z") },
      { name: "ht-giao-vien", go: first("/can-bo", "/can-bo/", "Vũ Thị Phương Thảo") },
      { name: "ht-giao-vien-sai", status: 422, go: typed(first("/can-bo", "/can-bo/", "Vũ Thị Phương Thảo"), "Năm sinh", "90") },
      { name: "ht-chinh-minh", go: first("/can-bo", "/can-bo/", "Nguyễn Thị Minh Nguyệt") },
      { name: "ht-cai-dat", go: "/cai-dat" },
      { name: "ht-truong", go: "/cai-dat/truong" },
      { name: "ht-truong-da-luu", go: "/cai-dat/truong?da-luu=1" },
      { name: "ht-truong-sai", status: 422, go: typed("/cai-dat/truong", "Tên trường", "") },
      { name: "ht-lich", go: "/cai-dat/lich-nam-hoc" },
      { name: "ht-lich-sai", status: 422, go: typed("/cai-dat/lich-nam-hoc", "Tuần 1 bắt đầu, thứ Hai", "08/09/2026") },
      { name: "ht-lich-tep", go: "/cai-dat/lich-nam-hoc/tep" },
      { name: "ht-lich-nam-moi", go: "/cai-dat/lich-nam-hoc?moi=1" },
      { name: "ht-to-lop", go: "/cai-dat/to-lop" },
      { name: "ht-to-lop-sai", status: 422, go: typed("/cai-dat/to-lop", "Lớp, nhóm hoặc bộ phận", "NT1, NT1") },
      { name: "ht-loai-ho-so", go: "/cai-dat/loai-ho-so" },
      { name: "ht-quy-dinh", go: "/cai-dat/quy-dinh" },
      { name: "ht-quy-dinh-sai", status: 422, go: typed("/cai-dat/quy-dinh", "Giờ ghi trên hạn", "muộn") },
      { name: "ht-dinh-chinh", go: first("/cai-dat/quy-dinh", "/cai-dat/dinh-chinh/") },
      { name: "ht-diem-truong", go: "/cai-dat/diem-truong" },
      { name: "ht-lop-nam-hoc", go: "/nam-hoc/lop" },
      { name: "ht-luot-day", go: "/cai-dat/luot-day" },
      { name: "ht-luot-day-4A", go: first("/cai-dat/luot-day", "/cai-dat/luot-day/", "4A") },
      { name: "ht-luot-day-4A-chia", says: "chưa lưu", go: async (page) => {
        await first("/cai-dat/luot-day", "/cai-dat/luot-day/", "4A")(page);
        await page.getByLabel("Lượt thứ 1").selectOption({ index: 1 });
        await press(page, "Chia đều, xem trước");
      } },
      { name: "ht-chu-de", go: "/cai-dat/chu-de" },
      { name: "ht-cach-duyet", go: "/cai-dat/duyet" },
      { name: "ht-ai-duoc-xem", go: "/cai-dat/ai-duoc-xem" },
      { name: "ht-ai-duoc-xem-y-te", go: first("/cai-dat/ai-duoc-xem", "/cai-dat/ai-duoc-xem/", "Sổ theo dõi sức khỏe") },
      { name: "ht-chu-de-sai", status: 422, go: typed("/cai-dat/chu-de", "Từ tuần", "99") },
      { name: "ht-cho-duyet", go: "/cho-duyet" },
      { name: "ht-kiem-tra-ngau-nhien", go: "/kiem-tra-ngau-nhien" },
      { name: "ht-bang-duyet", go: "/bang-theo-doi/duyet" },
      { name: "ht-so-cuoi-nam", go: "/so-cuoi-nam" },
      { name: "ht-bao-cao-tuan", go: "/bang-theo-doi/bao-cao-tuan" },
      { name: "ht-bao-cao-tuan-in", go: "/bang-theo-doi/bao-cao-tuan?tuan=11", print: true },
      { name: "ht-bang-duyet-in", go: "/bang-theo-doi/duyet", print: true },
      { name: "ht-uy-quyen", go: "/uy-quyen" },
      { name: "ht-quyet-dinh", go: "/quyet-dinh" },
      { name: "ht-ghi-quyet-dinh", go: "/quyet-dinh/ghi" },
      { name: "ht-ai-co-quyen", go: "/quyet-dinh/quyen" },
      { name: "ht-danh-sach-phan-quyen", go: "/quyet-dinh/quyen/in" },
      { name: "ht-tep-giu-lai", go: "/tep-giu-lai" },
      { name: "ht-thong-bao", go: "/thong-bao" },
    ],
  },
  {
    who: "giaovien",
    views: [
      { name: "doi-gv-vua-nop", says: "Đã nộp", go: async (page) => {
        await handIn("Giáo án tuần 13")(page);
        await page.locator("html[data-awake]").waitFor({ state: "attached" });
        await page.locator("input[type=file]").first().setInputFiles([WORD]);
        await page.getByText("Đã tải lên, chưa nộp", { exact: true }).waitFor();
        await page.getByLabel(/^Lời nhắn/).fill("Em gửi giáo án.");
        await page.getByRole("button", { name: "Nộp 1 tệp" }).click();
        await page.waitForURL(/\/bien-nhan\//);
      } },
      { name: "doi-gv-loi-nhan-con", anew: true, says: "Lời nhắn gõ trước đó còn nguyên", go: async (page) => {
        await handIn("Kế hoạch tuần 12")(page);
        await page.locator("html[data-awake]").waitFor({ state: "attached" });
        const words = page.getByLabel(/^Lời nhắn/);
        await Promise.all([
          page.waitForResponse((response) => response.request().method() === "POST"),
          words.fill("Tuần này lớp có hai cháu mới.").then(() => words.blur()),
        ]);
        await page.reload();
      } },
    ],
  },
  {
    who: "quanly",
    views: [
      { name: "doi-ql-phan-cong-cho", says: "Chờ xác nhận", go: async (page) => {
        await whatWaits(page);
        await first("/can-bo", "/can-bo/", "Vũ Thị Phương Thảo")(page);
      } },
      { name: "doi-ql-cho-xac-nhan", goesOn: true, says: "3 việc phân công", go: "/can-bo/cho-xac-nhan" },
      { name: "doi-ql-can-bo-cho", goesOn: true, says: "3 việc phân công chờ xác nhận", go: "/can-bo" },
      { name: "doi-ht-cho-xac-nhan", goesOn: true, says: "Xác nhận cả danh sách 3 việc", go: async (page) => {
        await signInInstead(page, "hieutruong");
        await page.goto("/can-bo/cho-xac-nhan");
      } },
      { name: "doi-ht-cho-khong-dong-y", goesOn: true, status: 422, says: "Ghi lý do", go: async (page) => {
        await page.locator("summary", { hasText: "Không đồng ý" }).first().click();
        await send(page, page.getByLabel("Lý do", { exact: true }).first());
      } },
      { name: "doi-ht-mat-khau-cho", goesOn: true, says: "Mật khẩu chờ xác nhận", go: "/can-bo" },
      { name: "doi-ht-go-lai-mat-khau", goesOn: true, says: "Gõ lại mật khẩu của chính mình", go: async (page, program) => {
        await program.goOnAt("2026-11-25T14:26:00+07:00");
        await page.goto("/can-bo/cho-xac-nhan");
        await page.locator("summary", { hasText: /^Xác nhận/ }).nth(1).click();
      } },
    ],
  },
  {
    who: "quanly",
    views: [
      { name: "doi-gv-mat-khau-duoc-dat-lai", says: "đặt lại lúc", go: async (page) => {
        await handOut(page, "Mai Thị Lan");
        const [username, slip] = await page.locator("main code").allTextContents();
        await signInInstead(page, username, slip);
        await page.getByLabel("Mật khẩu được phát").fill(slip);
        await page.getByLabel("Mật khẩu mới", { exact: true }).fill(SECRET);
        await page.getByLabel("Gõ lại mật khẩu mới").fill(SECRET);
        await press(page, "Đổi mật khẩu");
      } },
    ],
  },
  {
    who: "hieutruong",
    views: [
      { name: "doi-ht-ho-so-mien", says: "Được miễn", go: async (page) => {
        await first("/bang-theo-doi/danh-sach?tuan=13&tt=chua-den-han", "/ho-so/")(page);
        await page.getByLabel("Lý do miễn").fill("Lớp học ghép cả tuần.");
        await press(page, "Miễn hồ sơ này");
      } },
      { name: "doi-ht-mat-khau-moi", anew: true, go: async (page) => {
        await handOut(page, "Vũ Thị Phương Thảo");
      } },
      { name: "doi-ht-tam-khoa", anew: true, says: "đang tạm khóa", go: async (page) => {
        await first("/can-bo", "/can-bo/", "Vũ Thị Phương Thảo")(page);
        await press(page, "Tạm khóa tài khoản");
      } },
      { name: "doi-ht-can-bo", goesOn: true, go: "/can-bo" },
      { name: "doi-ht-gui-lai-het-phien", anew: true, says: "Đăng nhập", go: async (page, program) => {
        await page.goto("/cai-dat/chu-de");
        await halfAnHour(program);
        await send(page, page.getByLabel("Từ tuần", { exact: true }).first());
      } },
      { name: "doi-ht-gui-lai", goesOn: true, says: "Gửi lại những gì đã điền", go: async (page) => {
        await fillIn(page, "hieutruong", "nam-thanh-2024");
        await page.waitForURL(/\/gui-lai\//);
      } },
    ],
  },
];
