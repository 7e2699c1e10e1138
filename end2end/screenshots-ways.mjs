// The ways to the states that pictures are taken of: by addresses and by words that people see.
import { fileURLToPath } from "node:url";

export const sample = (name) => fileURLToPath(new URL(`../server/samples/${name}`, import.meta.url));
export const CALENDAR = fileURLToPath(new URL("../server/samples/lich.toml", import.meta.url));
export const WORD = sample("ke-hoach-tuan-12-lop-4A.docx");
export const PDF = sample("giao-an-tuan-12-lop-5A.pdf");

export async function signIn(page, who, password = "nam-thanh-2024") {
  await page.goto("/dang-nhap");
  await fillIn(page, who, password);
  await page.waitForURL((url) => url.pathname !== "/dang-nhap");
}

export async function fillIn(page, who, password) {
  await page.getByLabel("Tên đăng nhập").fill(who);
  await page.getByRole("textbox", { name: "Mật khẩu" }).fill(password);
  await page.getByRole("button", { name: "Đăng nhập", exact: true }).click();
}

/** The page behind the first link of `list` whose address begins so, and whose line holds these words. */
export const first = (list, address, words = "") => async (page) => {
  await page.goto(list);
  const links = page.locator(`main a[href^='${address}']`);
  const found = await links.evaluateAll((all, text) => all.find((link) => (link.closest("tr, li, section")?.textContent ?? "").includes(text))?.getAttribute("href"), words);
  if (!found) throw new Error(`no ${address} with “${words}” at ${list}`);
  await page.goto(found);
};

/** Sends the form that a field stands in, past the browser's own checks. */
export const send = async (page, field) => {
  await Promise.all([page.waitForEvent("load"), field.evaluate((one) => one.form.submit())]);
};

export const typed = (path, label, text, at = 0) => async (page) => {
  await (typeof path === "string" ? page.goto(path) : path(page));
  const field = page.getByLabel(label, { exact: true }).nth(at);
  await field.fill(text);
  await send(page, field);
};

export const press = async (page, name) => {
  await Promise.all([page.waitForEvent("load"), page.getByRole("button", { name }).first().click()]);
};

/** Every session of this browser is over, and its cookie does not know it. */
export const sessionOver = async (page) => {
  const cookies = await page.context().cookies();
  await page.context().addCookies(cookies.map((one) => ({ ...one, value: one.value.replace(/[0-9a-f]{64}$/, "0".repeat(64)) })));
};

/** Half an hour passes: the session is over by the clock, and the server still knows whose it was. */
export const halfAnHour = (program) => program.goOnAt("2026-11-25T14:51:00+07:00");

/** The management team enters a position, on the page of the person. */
export const enter = async (page, name, post, place) => {
  await first("/can-bo", "/can-bo/", name)(page);
  await page.getByRole("combobox", { name: "Chức vụ" }).selectOption(post);
  await page.getByLabel("Lớp, tổ hoặc bộ phận", { exact: true }).fill(place);
  await press(page, "Thêm chức vụ");
  await page.getByText("Chờ xác nhận").first().waitFor();
};

export const handOut = async (page, name) => {
  await page.goto("/can-bo");
  await page.locator("summary", { hasText: `của ${name}` }).click();
  await press(page, `Đặt mật khẩu mới cho ${name}`);
};

/** Three positions and one handed-out password that wait for the leadership. */
export const whatWaits = async (page) => {
  await enter(page, "Phạm Văn Định", "section-holder", "Y tế học đường");
  await enter(page, "Triệu Thị Sáu", "section-holder", "Kế toán");
  await enter(page, "Vũ Thị Phương Thảo", "head", "Mẫu giáo 3–4 tuổi");
  await handOut(page, "Mai Thị Lan");
};

/** Somebody else sits down at the machine. */
export const signInInstead = async (page, who, password) => {
  await page.context().clearCookies();
  await signIn(page, who, password);
};

export const whyThisDay = async (page) => {
  await page.goto("/viec-cua-toi");
  await page.locator("summary", { hasText: "Vì sao hạn này?" }).first().click();
};

export const handIn = (title) => first("/viec-cua-toi", "/nop/", title);

export const upload = async (page) => {
  await handIn("Tư liệu")(page);
  await page.locator("html[data-awake]").waitFor({ state: "attached" });
  // The queue's own field; the last one is for browsers without scripts.
  const field = page.locator("input[type=file]").first();
  await field.setInputFiles([WORD, PDF]);
  await field.setInputFiles({ name: "trống.docx", mimeType: "application/octet-stream", buffer: Buffer.alloc(0) });
  await page.getByText("trống.docx là tệp trống").filter({ visible: true }).first().waitFor();
  await page.getByText("Đã tải lên, chưa nộp").nth(1).waitFor();
};

export const cell = async (page) => {
  await page.goto("/bang-theo-doi");
  await page.getByText("Trực tiếp").waitFor();
  await page.getByRole("link", { name: /^Mẫu giáo 4–5 tuổi, tuần 12:/ }).click();
  await page.getByRole("complementary").waitFor();
};

export const LIVE = "Trực tiếp";
