// Records that a story needs, brought to where it begins without a browser's help.
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";

import { expect, sample } from "./hoso";

/** A file as a form sends it. */
export interface Paper { name: string; mimeType: string; buffer: Buffer }

/** An ordinary lesson plan. */
export const plan = async (): Promise<Paper> =>
  ({ name: "giao-an.pdf", mimeType: "application/pdf", buffer: await readFile(sample("giao-an-tuan-12-lop-5A.pdf")) });

/** The id of the record of `owner` in this week, as somebody of the leadership finds it. */
export async function recordOf(leader: Page, url: string, week: number, type: string, owner: string): Promise<string> {
  const list = await (await leader.request.get(`${url}/bang-theo-doi/danh-sach?tuan=${week}&loai=${type}`)).text();
  const record = new RegExp(`href="/ho-so/([^"]+)">[^<]*${owner}`).exec(list)?.[1];
  expect(record, `${type} of week ${week}, ${owner}`).toBeTruthy();
  return record!;
}

/** Hands in one file; the address of the receipt. */
export async function handIn(author: Page, url: string, record: string, file?: Paper): Promise<string> {
  const answer = await author.request.post(`${url}/nop/${record}`, {
    multipart: { note: "", files: file ?? (await plan()) },
    maxRedirects: 0,
    headers: { origin: url },
  });
  expect(answer.status(), record).toBe(303);
  return answer.headers()["location"];
}

/** Hands in what this owner owes of a type, from week 14 on, one record for each week. */
export async function handsIn(leader: Page, author: Page, url: string, type: string, owner: string, count: number) {
  for (let week = 14; week < 14 + count; week += 1) await handIn(author, url, await recordOf(leader, url, week, type, owner));
}
