// The school is shut at short notice: two taps on a tablet, told to whoever's day moved, and taken back.
import { SIZES } from "./axe";
import { expect, test, visit } from "./hoso";

const FRIDAY = "27/11/2026";

for (const javaScriptEnabled of [true, false]) {
  test(`a storm closes the school in two taps ${javaScriptEnabled ? "with" : "without"} scripts`, async ({ browser, hoso }) => {
    const tablet = { javaScriptEnabled, viewport: SIZES.tablet, hasTouch: true };
    const principal = await visit(browser, hoso, "hieutruong", "/bang-theo-doi", tablet);
    await principal.getByRole("link", { name: "Báo nghỉ đột xuất" }).tap();
    // Of today one tap shows what would follow, with the button that confirms.
    await principal.getByRole("link", { name: "Nghỉ bão hôm nay" }).tap();
    await expect(principal.getByRole("button", { name: "Xác nhận nghỉ" })).toBeInViewport({ ratio: 1 });
    await principal.goBack();
    // All is preset to today and the whole school; this storm comes on Friday.
    await expect(principal.getByLabel("Từ ngày")).toHaveValue("25/11/2026");
    await principal.getByLabel("Từ ngày").fill(FRIDAY);
    await principal.getByLabel("Đến hết ngày").fill(FRIDAY);
    await principal.getByLabel("Nói rõ thêm").fill("bão số 13");
    await principal.getByLabel("Nghỉ bão").check();
    await principal.getByRole("button", { name: "Xem trước" }).tap();
    const preview = principal.getByRole("region", { name: "Nếu báo nghỉ" });
    await expect(preview).toContainText(/Dời hạn \d+ hồ sơ của \d+ cô/);
    await expect(preview).toContainText("Nghỉ bão số 13 (toàn trường), thứ Sáu 27/11/2026");
    await expect(preview).toContainText(/Từ thứ Sáu 27\/11\/2026 sang thứ Hai 30\/11\/2026: \d+ hồ sơ/);
    await expect(preview.getByRole("button", { name: "Xác nhận nghỉ" })).toBeInViewport({ ratio: 1 });
    await preview.getByRole("button", { name: "Xác nhận nghỉ" }).tap();
    await expect(principal.getByText("Đã báo nghỉ; ai có hạn dời đều được báo ở Thông báo.")).toBeVisible();
    await expect(principal.getByLabel("Tin nhắn cho các thầy cô")).toHaveValue(/Toàn trường nghỉ bão số 13 thứ Sáu 27\/11\/2026/);
    const address = new URL(principal.url()).pathname;
    await principal.getByRole("link", { name: "Bản in thông báo" }).tap();
    await expect(principal.getByRole("article")).toContainText("Về việc nghỉ bão số 13 (toàn trường)");

    const teacher = await visit(browser, hoso, "giaovien", "/thong-bao", { javaScriptEnabled });
    const notice = teacher.getByRole("listitem").filter({ hasText: "Nghỉ bão số 13 (toàn trường)" });
    await expect(notice).toContainText("hạn dời từ thứ Sáu 27/11 sang thứ Hai 30/11");
    await teacher.goto("/viec-cua-toi");
    const job = teacher.getByRole("listitem").filter({ hasText: "Giáo án tuần 13 · Lớp 4A" }).first();
    await expect(job).toContainText("30/11/2026");
    await teacher.goto("/nam-hoc");
    const why = "Hạn dời từ thứ Sáu 27/11 sang thứ Hai 30/11 vì nghỉ bão số 13 (toàn trường).";
    await expect(teacher.getByText(why).first()).toBeVisible();

    await principal.goto(address);
    const back = principal.getByRole("region", { name: "Rút thông báo nghỉ" });
    await expect(back).toContainText(/Nếu rút bây giờ: dời hạn \d+ hồ sơ/);
    await back.getByLabel("Lý do rút").fill("Bão đổi hướng");
    await back.getByRole("button", { name: "Rút thông báo nghỉ" }).tap();
    await expect(principal.getByText("Đã rút thông báo nghỉ.", { exact: true })).toBeVisible();
    await teacher.goto("/viec-cua-toi");
    await expect(job).toContainText("27/11/2026");
    for (const page of [principal, teacher]) await page.context().close();
  });
}
