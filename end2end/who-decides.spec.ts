// Who decides: somebody in another one's place, two at the same time, and never somebody for whom the page was not made.
import { expect, signIn, together, visit } from "./hoso";
import { handIn, recordOf } from "./records";

const test = together();

test("whoever acts for the head approves, and the record says in whose place", async ({ browser, hoso }) => {
  const principal = await visit(browser, hoso, "hieutruong", "/uy-quyen");
  const choose = async (label: string, person: RegExp) => {
    const field = principal.getByLabel(label, { exact: true });
    await field.selectOption(await field.locator("option", { hasText: person }).first().getAttribute("value"));
  };
  await choose("Thay ai", /^Lê Thị Ấm, tổ trưởng/);
  await choose("Người thay", /^Lê Thị Mỹ Duyên/);
  await principal.getByLabel("Từ ngày").fill("25/11/2026");
  await principal.getByLabel("Đến hết ngày").fill("27/11/2026");
  await principal.getByLabel("Số quyết định").fill("52/QĐ-MNNT");
  await principal.getByRole("button", { name: "Ghi ủy quyền" }).click();
  const lent = principal.getByRole("listitem").filter({ hasText: "Lê Thị Mỹ Duyên" });
  await expect(lent).toContainText("thay cô Lê Thị Ấm theo Quyết định số 52/QĐ-MNNT");
  await expect(lent).toContainText("Đang hiệu lực");

  const teacher = await visit(browser, hoso, "giaovien", "/viec-cua-toi");
  const record = await recordOf(principal, hoso, 13, "giao-an", "Lớp 4A");
  await handIn(teacher, hoso, record);
  const acting = await visit(browser, hoso, "ltmduyen", "/cho-duyet");
  await acting.getByRole("link", { name: "Giáo án tuần 13 · Lớp 4A", exact: true }).click();
  await acting.getByRole("button", { name: "Duyệt", exact: true }).click();
  await expect(acting.getByText("Đã duyệt Giáo án tuần 13 · Lớp 4A")).toBeVisible();

  await teacher.goto(`/ho-so/${record}`);
  const decisions = teacher.getByRole("region", { name: "Các lần duyệt" });
  await expect(decisions).toContainText("Lê Thị Mỹ Duyên, thay cô Lê Thị Ấm theo Quyết định số 52/QĐ-MNNT");
  for (const page of [principal, teacher, acting]) await page.context().close();
});

test("what is handed in after the way was changed waits for head and leadership at once", async ({ browser, hoso }) => {
  const principal = await visit(browser, hoso, "hieutruong", "/cai-dat/duyet");
  await principal.getByLabel("Kế hoạch tuần", { exact: true }).selectOption("Tổ duyệt và ban giám hiệu ký, cùng lúc");
  await principal.getByRole("button", { name: "Lưu cách duyệt" }).click();
  await expect(principal.getByText("Áp dụng cho những gì nộp từ bây giờ")).toBeVisible();
  // What comes in the same second came before.
  await principal.waitForTimeout(1_100);

  const teacher = await visit(browser, hoso, "giaovien", "/viec-cua-toi");
  const record = await recordOf(principal, hoso, 14, "ke-hoach-tuan", "Lớp 4A");
  await handIn(teacher, hoso, record);
  const head = await visit(browser, hoso, "totruong", "/cho-duyet");
  for (const reader of [head, principal]) {
    await reader.goto("/cho-duyet");
    await expect(reader.getByRole("link", { name: "Kế hoạch tuần 14 · Lớp 4A", exact: true })).toBeVisible();
  }
  await head.goto(`/cho-duyet/${record}`);
  await head.getByRole("button", { name: "Duyệt", exact: true }).click();
  await expect(head.getByText("Đã duyệt Kế hoạch tuần 14 · Lớp 4A")).toBeVisible();
  await principal.goto(`/cho-duyet/${record}`);
  await expect(principal.getByRole("button", { name: "Ký duyệt" })).toBeVisible();
  for (const page of [principal, teacher, head]) await page.context().close();
});

test("a decision from a page that was made for somebody else is refused, and its words stay", async ({ browser, hoso, noise }) => {
  noise.push(/status of 409/);
  const head = await visit(browser, hoso, "totruong", "/cho-duyet");
  await head.getByRole("link", { name: /^Xem / }).first().click();
  await head.waitForURL(/cho-duyet\/./);
  const title = (await head.getByRole("heading", { level: 1 }).textContent())!;
  await head.getByText("Trả lại", { exact: true }).first().click();
  await head.getByLabel(/^Lời nhắn cho/).fill("Thứ Tư còn trống, em xem lại nhé.");

  const other = await head.context().newPage();
  await other.goto("/dang-nhap");
  await signIn(other, "hnqanh");
  await expect(other.getByRole("banner")).toContainText("Hoàng Nguyễn Quỳnh Anh");
  await head.getByRole("button", { name: /^Trả lại cho/ }).click();
  await expect(head.getByText("Trang này mở bằng tài khoản của người khác")).toBeVisible();
  await expect(head.getByRole("main")).toContainText("Thứ Tư còn trống, em xem lại nhé.");
  await head.context().close();

  const again = await visit(browser, hoso, "totruong", "/cho-duyet");
  await expect(again.getByRole("link", { name: title, exact: true })).toBeVisible();
  await again.context().close();
});
