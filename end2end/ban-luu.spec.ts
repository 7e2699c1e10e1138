// A teacher takes her records home, with and without scripts; another program opens the copy.
import { execFileSync } from "node:child_process";

import { expect, test, visit } from "./hoso";

/** The names in an archive that a program of other people finds whole; nothing where the machine has none. */
function unpacked(path: string): string[] | undefined {
  const python = "import sys,zipfile; z=zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; print(*z.namelist(),sep='\\n')";
  for (const [program, args] of [["python3", ["-X", "utf8", "-c", python, path]], ["unzip", ["-Z1", path]]] as const) {
    try {
      return execFileSync(program, args, { encoding: "utf8" }).trim().split("\n");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    }
  }
  console.warn("SKIPPED: neither python3 nor unzip is on this machine");
  return undefined;
}

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "with" : "without";

  test(`a teacher takes her records home ${how} scripts`, async ({ browser, hoso }) => {
    const teacher = await visit(browser, hoso, "giaovien", "/tai-khoan", { javaScriptEnabled });
    await teacher.getByRole("main").getByRole("link", { name: "Bản lưu cá nhân" }).click();
    await expect(teacher.getByText("Chưa có bản lưu nào.")).toBeVisible();
    const [file] = await Promise.all([teacher.waitForEvent("download"), teacher.getByRole("button", { name: /^Tải tất cả/ }).click()]);
    expect(file.suggestedFilename()).toMatch(/^Ban luu - Nguyen Thi Hoa - .*\.zip$/);
    const names = unpacked(await file.path());
    if (names) {
      expect(names).toContain("Ban luu - Nguyen Thi Hoa/index.html");
      expect(names.some((name) => name.startsWith("Ban luu - Nguyen Thi Hoa/2026-2027/Hoc ky I/Tuan "))).toBe(true);
    }
    await teacher.goto("/ban-luu");
    await expect(teacher.getByText("Không có gì mới so với các bản đã tải.")).toBeVisible();
    await expect(teacher.getByRole("heading", { name: "Các bản đã tải" })).toBeVisible();

    const manager = await visit(browser, hoso, "quanly", "/ban-luu", { javaScriptEnabled });
    await manager.getByRole("link", { name: "Bản lưu của mọi người" }).click();
    await expect(manager.getByText(/^1\/\d+ người có bản lưu trong 7 ngày/)).toBeVisible();
    await expect(manager.getByRole("row", { name: /Nguyễn Thị Hoa \(4A\)/ })).toBeVisible();
  });
}
