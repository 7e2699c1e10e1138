// Orders that shut records: looked at, ordered, told to whoever is refused, and taken back.
import { expect, together, visit } from "./hoso";
import { handIn, recordOf } from "./records";

const test = together();

for (const javaScriptEnabled of [true, false]) {
  test(`a week is shut and opened again ${javaScriptEnabled ? "with" : "without"} scripts`, async ({ browser, hoso, noise }) => {
    // What is refused as shut is said with this status, and the browser notes it.
    noise.push(/status of 409/);
    const week = javaScriptEnabled ? 13 : 14;
    const principal = await visit(browser, hoso, "hieutruong", "/lenh-khoa", { javaScriptEnabled });
    const record = await recordOf(principal, hoso, week, "giao-an", "Lớp 4A");
    await principal.goto("/lenh-khoa");
    await principal.getByRole("link", { name: "Soạn lệnh" }).click();
    await principal.getByLabel("Tuần", { exact: true }).fill(String(week));
    await principal.getByLabel("Số quyết định").fill("42/QĐ-TrMNNT");
    await principal.getByLabel("Lý do, in trên lệnh").fill(`Chốt hồ sơ tuần ${week}`);
    await principal.getByRole("button", { name: "Xem trước" }).click();
    const preview = principal.getByRole("region", { name: "Nếu ra lệnh này" });
    await expect(preview).toContainText(/Khóa \d+ hồ sơ/);
    await expect(preview).toContainText(`Tuần ${week}.`);
    await preview.getByRole("button", { name: "Ra lệnh khóa" }).click();
    await expect(principal.getByText("Đã ra lệnh.", { exact: true })).toBeVisible();
    await expect(principal.getByRole("article")).toContainText("Điều 3 điểm c của Quy chế");
    const address = new URL(principal.url()).pathname;

    const teacher = await visit(browser, hoso, "giaovien", `/nop/${record}`, { javaScriptEnabled });
    await expect(teacher.getByText(/Hồ sơ này đã khóa từ/)).toBeVisible();
    await expect(teacher.getByText(/do hiệu trưởng Nguyễn Thị/)).toBeVisible();
    await teacher.goto(`/ho-so/${record}`);
    await expect(teacher.getByText(/Hồ sơ này đã khóa từ/)).toBeVisible();
    await teacher.goto("/viec-cua-toi");
    await expect(teacher.getByText(/Đã khóa theo lệnh khóa số/).first()).toBeVisible();
    await teacher.goto("/thong-bao");
    await expect(teacher.getByText(`Chốt hồ sơ tuần ${week}`, { exact: false }).first()).toBeVisible();

    await principal.goto(address);
    await principal.getByLabel("Lý do thu hồi lệnh").fill("Sở lùi ngày kiểm tra");
    await principal.getByRole("button", { name: "Thu hồi lệnh" }).click();
    await expect(principal.getByText("Đã thu hồi", { exact: true }).first()).toBeVisible();
    await handIn(teacher, hoso, record);
    for (const page of [principal, teacher]) await page.context().close();
  });
}

for (const javaScriptEnabled of [true, false]) {
  test(`an order waits for the management team and shuts when it is carried out ${javaScriptEnabled ? "with" : "without"} scripts`, async ({ browser, hoso, noise }) => {
    // What is refused as shut is said with this status, and the browser notes it.
    noise.push(/status of 409/);
    const options = { javaScriptEnabled };
    const week = javaScriptEnabled ? 15 : 16;
    const principal = await visit(browser, hoso, "hieutruong", "/lenh-khoa", options);
    const record = await recordOf(principal, hoso, week, "giao-an", "Lớp 4A");
    await principal.goto("/lenh-khoa/soan");
    await principal.getByLabel("Tuần", { exact: true }).fill(String(week));
    await principal.getByLabel("Khi tổ quản lý phần mềm thi hành").check();
    await principal.getByLabel("Lý do, in trên lệnh").fill(`Chốt hồ sơ tuần ${week}`);
    await principal.getByRole("button", { name: "Xem trước" }).click();
    await principal.getByRole("region", { name: "Nếu ra lệnh này" }).getByRole("button", { name: "Ra lệnh khóa" }).click();
    await expect(principal.getByText("Đã ra lệnh.", { exact: true })).toBeVisible();
    await expect(principal.getByText("Chờ thi hành", { exact: true }).first()).toBeVisible();
    await expect(principal.getByRole("button", { name: "Thi hành lệnh" })).toHaveCount(0);
    const address = new URL(principal.url()).pathname;

    const teacher = await visit(browser, hoso, "giaovien", `/nop/${record}`, options);
    await expect(teacher.getByText(/Hồ sơ này đã khóa từ/)).toHaveCount(0);
    const team = await visit(browser, hoso, "quanly", "/thong-bao", options);
    await expect(team.getByText(/chờ thi hành/).first()).toBeVisible();
    await team.goto(address);
    await team.getByRole("button", { name: "Thi hành lệnh" }).click();
    await expect(team.getByText("Đã thi hành lệnh.", { exact: true })).toBeVisible();
    await expect(team.getByRole("article")).toContainText(/thi hành lúc \d\d:\d\d:\d\d/);
    await teacher.reload();
    await expect(teacher.getByText(/Hồ sơ này đã khóa từ/)).toBeVisible();
    await expect(teacher.getByRole("link", { name: "Xin bổ sung sau khóa" })).toBeVisible();
    for (const page of [principal, teacher, team]) await page.context().close();
  });
}
