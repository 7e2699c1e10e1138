// Whose records a fence keeps shut, and a teacher who asks for her own data and takes them.
import { readFile } from "node:fs/promises";

import { expect, test, visit } from "./hoso";

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "with" : "without";

  test(`a teacher asks for her own data and takes them ${how} scripts`, async ({ browser, hoso, noise }) => {
    // A refusal without a clause is shown again.
    noise.push(/status of 422/);
    const teacher = await visit(browser, hoso, "giaovien", "/tai-khoan", { javaScriptEnabled });
    await teacher.getByRole("link", { name: "Dữ liệu của tôi" }).click();
    await teacher.getByRole("button", { name: "Yêu cầu dữ liệu của tôi" }).click();
    await expect(teacher.getByText("Đã gửi yêu cầu; nhà trường trả lời trong hai ngày làm việc")).toBeVisible();
    await expect(teacher.getByRole("button", { name: "Yêu cầu dữ liệu của tôi" })).toHaveCount(0);

    const manager = await visit(browser, hoso, "quanly", "/can-bo", { javaScriptEnabled });
    await manager.getByRole("link", { name: "Yêu cầu dữ liệu" }).click();
    await expect(manager.getByText("1 yêu cầu đang chờ").first()).toBeVisible();
    await manager.locator("summary", { hasText: "Từ chối" }).click();
    await manager.getByLabel("Lý do").first().fill("Vừa giao hôm qua rồi");
    await manager.getByRole("button", { name: "Từ chối yêu cầu" }).click();
    await expect(manager.getByLabel("Lý do").first()).toHaveValue("Vừa giao hôm qua rồi");
    await manager.getByRole("button", { name: /^Giao dữ liệu/ }).click();
    await expect(manager.getByText("Đã giao; người yêu cầu tải về được ngay")).toBeVisible();

    await teacher.goto("/du-lieu-cua-toi");
    const [file] = await Promise.all([
      teacher.waitForEvent("download"),
      teacher.getByRole("button", { name: /^Tải bản để đọc/ }).click(),
    ]);
    expect(file.suggestedFilename()).toMatch(/^du-lieu-.*\.html$/);
    const text = await readFile(await file.path(), "utf8");
    expect(text).toContain("Dữ liệu của Nguyễn Thị Hoa");
    expect(text).toContain("Hồ sơ đã nộp và biên nhận");
    expect(text).not.toContain("argon2");
    expect(text.trimEnd().endsWith("</html>")).toBe(true);
  });

  test(`the principal fences a type off and the page of a record says for whom it is ${how} scripts`, async ({ browser, hoso }) => {
    const principal = await visit(browser, hoso, "hieutruong", "/cai-dat/ai-duoc-xem", { javaScriptEnabled });
    const health = principal.getByRole("row", { name: /Sổ theo dõi sức khỏe/ });
    await expect(health.getByText("Dùng để theo dõi và chăm sóc sức khỏe của trẻ.")).toBeVisible();
    await expect(health.getByText("Ai được xem: người nộp, ban giám hiệu.")).toBeVisible();
    await principal.getByRole("row", { name: /Báo cáo chuyên đề/ }).getByRole("link").click();
    await principal.getByLabel("Hồ sơ có thông tin gì").selectOption("child");
    await principal.getByLabel("Người phụ trách bộ phận Y tế").check();
    await principal.getByLabel("Dùng để làm gì").fill("rút kinh nghiệm về từng trẻ");
    await principal.getByRole("button", { name: "Lưu" }).click();
    await expect(principal.getByText("Áp dụng ngay cho mọi hồ sơ của loại này, kể cả hồ sơ đã nộp.")).toBeVisible();
    await expect(principal.getByText("Dùng để rút kinh nghiệm về từng trẻ.")).toBeVisible();
    await expect(principal.getByText(/Ai được xem: người nộp, phụ trách bộ phận Y tế/)).toBeVisible();
  });
}
