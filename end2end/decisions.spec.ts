// A decision that gives rights: entered by the management team, confirmed by the principal, answered for any day, and printed.
import { expect, test, visit } from "./hoso";

const NUMBER = "52/QĐ-MNNT";
const NAME = `Quyết định số ${NUMBER} ngày 25/11/2026`;

for (const javaScriptEnabled of [true, false]) {
  test(`the management team enters a decision and the principal confirms what it gives ${javaScriptEnabled ? "with" : "without"} scripts`, async ({ browser, hoso, noise }) => {
    // Forms with something wrong are refused, and shown again.
    noise.push(/status of 422/);
    const manager = await visit(browser, hoso, "quanly", "/quyet-dinh", { javaScriptEnabled });
    await manager.getByRole("link", { name: "Ghi quyết định" }).click();
    await expect(manager.getByRole("heading", { level: 1, name: "Ghi quyết định" })).toBeVisible();
    await manager.getByLabel("Loại quyết định").selectOption({ label: "Bổ nhiệm, phân công, thôi giữ chức vụ" });
    await manager.getByLabel("Số quyết định").fill(NUMBER);
    await manager.getByLabel("Ngày ký").fill("25/11/2026");
    await manager.getByLabel("Người ký").fill("Nguyễn Thị Minh Nguyệt, hiệu trưởng");
    await manager.getByLabel("Về việc").fill("Phân công tổ trưởng văn phòng");
    await manager.getByLabel("Có hiệu lực từ").fill("26/11/2026");
    await manager.getByLabel("Đến hết ngày").fill("25/11/2026");
    await manager.getByRole("button", { name: "Ghi quyết định" }).click();
    await expect(manager.getByText("Quyết định không thể hết hiệu lực trước ngày bắt đầu 26/11/2026").first()).toBeVisible();
    await expect(manager.getByLabel("Số quyết định")).toHaveValue(NUMBER);
    await manager.getByLabel("Có hiệu lực từ").fill("25/11/2026");
    await manager.getByLabel("Đến hết ngày").fill("31/05/2027");
    await manager.getByRole("button", { name: "Ghi quyết định" }).click();
    await expect(manager.getByRole("heading", { level: 1, name: NAME })).toBeVisible();
    const decision = manager.url().split("?")[0]!;

    const given = manager.getByRole("region", { name: "Giao chức vụ" });
    const people = given.getByLabel("Ai được giao");
    const hoa = await people.locator("option").filter({ hasText: "Nguyễn Thị Hoa (4A)" }).first().textContent();
    await people.selectOption({ label: hoa!.trim() });
    await given.getByLabel("Chức vụ").selectOption({ label: "Tổ trưởng" });
    await given.getByLabel("Lớp, tổ hoặc bộ phận").fill("Văn phòng");
    await given.getByLabel("Từ ngày").fill("25/11/2026");
    await given.getByRole("button", { name: "Giao chức vụ" }).click();
    const held = manager.getByRole("region", { name: "Theo quyết định này", exact: true });
    await expect(held).toContainText("Chờ xác nhận");

    const principal = await visit(browser, hoso, "hieutruong", "/can-bo/cho-xac-nhan", { javaScriptEnabled });
    const waiting = principal.getByRole("listitem").filter({ hasText: NAME }).first();
    await waiting.getByRole("button", { name: /^Xác nhận/ }).click();
    await expect(principal.getByText(/^Đã xác nhận/).first()).toBeVisible();
    await manager.goto(decision);
    await expect(held).toContainText("Đang giữ");
    await expect(held).toContainText("đến hết 31/05/2027");

    // Who has which right on a day: today she does, last week she did not, and after its last day she does not.
    await principal.goto("/quyet-dinh");
    await principal.getByRole("link", { name: "Ai có quyền gì, ngày nào" }).click();
    const hers = principal.locator("tbody").filter({ hasText: "Nguyễn Thị Hoa (4A)" }).first();
    await expect(hers).toContainText("Tổ trưởng Văn phòng");
    await expect(hers).toContainText(NAME);
    for (const [day, has] of [["18/11/2026", false], ["31/05/2027", true], ["01/06/2027", false]] as const) {
      await principal.getByLabel("Ngày", { exact: true }).fill(day);
      await principal.getByRole("button", { name: "Xem" }).click();
      await expect(principal.getByRole("heading", { level: 1 })).toContainText(day);
      if (has) await expect(hers).toContainText("Tổ trưởng Văn phòng");
      else await expect(hers).not.toContainText("Tổ trưởng Văn phòng");
    }
    await principal.getByLabel("Ngày", { exact: true }).fill("hôm kia");
    await principal.getByRole("button", { name: "Xem" }).click();
    await expect(principal.getByText("Ghi ngày/tháng/năm, ví dụ 12/03/2027.").first()).toBeVisible();
    await principal.getByLabel("Ngày", { exact: true }).fill("25/11/2026");
    await principal.getByRole("button", { name: "Xem" }).click();
    await principal.getByRole("link", { name: "Danh sách phân quyền" }).click();
    await expect(principal.getByRole("heading", { level: 1, name: "Danh sách phân quyền" })).toBeVisible();
    const paper = principal.getByRole("article");
    await expect(paper).toContainText("tính đến ngày 25/11/2026");
    await expect(paper.locator("tbody").filter({ hasText: "Nguyễn Thị Hoa (4A)" }).first()).toContainText(NUMBER);

    // The register is nobody else's.
    const teacher = await visit(browser, hoso, "giaovien", "/quyet-dinh", { javaScriptEnabled });
    await expect(teacher.getByRole("heading", { level: 1, name: "Quyết định" })).toHaveCount(0);
  });
}
