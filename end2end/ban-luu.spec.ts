// A teacher takes her records home, with and without scripts; another program opens the copy, and after a loss it is given back.
import { execFileSync } from "node:child_process";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { WEDNESDAY, end, expect, start, test, visit } from "./hoso";
import { handIn, recordOf } from "./records";

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

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "with" : "without";

  test(`what a backup lacks comes back from the copy of its sender ${how} scripts`, async ({ browser }) => {
    test.setTimeout(120_000);
    const folder = await mkdtemp(join(tmpdir(), "hoso-ban-luu-"));
    const [data, backup] = [join(folder, "data"), join(folder, "backup")];
    const demo = (at: string) => start(at, "--demo", "--clock", WEDNESDAY);
    let running = await demo(data);
    try {
      // What a backup of the morning holds; in the afternoon she hands in, and takes her records home.
      await end(running.program);
      await cp(data, backup, { recursive: true });
      running = await demo(data);
      const leader = await visit(browser, running.url, "hieutruong", "/bang-theo-doi");
      const record = await recordOf(leader, running.url, 14, "giao-an", "4A");
      const teacher = await visit(browser, running.url, "giaovien", "/viec-cua-toi", { javaScriptEnabled });
      const receipt = await handIn(teacher, running.url, record);
      await teacher.goto("/ban-luu");
      const [file] = await Promise.all([teacher.waitForEvent("download"), teacher.getByRole("button", { name: /^Tải tất cả/ }).click()]);
      const copy = join(folder, file.suggestedFilename());
      await file.saveAs(copy);
      for (const page of [leader, teacher]) await page.context().close();

      // In the evening the server is lost, and the backup is restored.
      await end(running.program);
      running = await demo(backup);
      const manager = await visit(browser, running.url, "quanly", "/ban-luu/moi-nguoi", { javaScriptEnabled });
      expect((await manager.request.get(`${running.url}${receipt}`)).status(), "that hand-in is lost").toBe(404);
      await manager.getByRole("link", { name: "Nhận lại bản lưu" }).click();
      for (const taken of [1, 0]) {
        await manager.locator("input[type=file]").setInputFiles(copy);
        await manager.getByRole("button", { name: "Nhận lại" }).click();
        const told = manager.getByRole("listitem").filter({ hasText: "Bản lưu của Nguyễn Thị Hoa" });
        await expect(told).toContainText(new RegExp(`Nhận lại ${taken}, đã có \\d+, không nhận 0\\.`));
      }
      const back = await visit(browser, running.url, "giaovien", `/ho-so/${record}`, { javaScriptEnabled });
      await expect(back.getByRole("link", { name: /giao-an\.pdf/ }).first()).toBeVisible();
      await expect(back.getByText("Đúng hạn").first()).toBeVisible();
      await back.goto(receipt);
      await expect(back.getByRole("heading", { level: 1 })).toHaveText("Đã nộp, đúng hạn");
      for (const page of [manager, back]) await page.context().close();
    } finally {
      await end(running.program);
      await rm(folder, { recursive: true, force: true });
    }
  });
}
