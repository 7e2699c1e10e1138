// Two folders of pictures, pixel by pixel: a canvas of the browser reads and writes them.
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** A channel that differs by no more is the same colour: the edges of letters are not always drawn alike. */
const TOLERANCE = 12;

/** How many pictures differ, or are in one folder only. */
export async function compare(browser, before, after, differences) {
  await mkdir(differences, { recursive: true });
  const pictures = async (folder) => (await readdir(folder)).filter((name) => name.endsWith(".png"));
  const [old, now] = [await pictures(before), await pictures(after)];
  const found = [];
  const page = await browser.newPage();
  for (const name of old.filter((one) => now.includes(one)).sort()) {
    const [one, two] = await Promise.all([before, after].map((folder) => readFile(join(folder, name))));
    if (one.equals(two)) continue;
    const { share, sizes, picture } = await page.evaluate(difference, [one.toString("base64"), two.toString("base64"), TOLERANCE]);
    if (share === 0) continue;
    found.push({ name, share, sizes });
    await writeFile(join(differences, name), Buffer.from(picture, "base64"));
  }
  await page.close();
  found.sort((one, two) => two.share - one.share);
  for (const { name, share, sizes } of found) {
    console.log(`${(100 * share).toFixed(3).padStart(8)} %  ${name}${sizes ? `  ${sizes}` : ""}`);
  }
  const alone = [
    ...old.filter((name) => !now.includes(name)).map((name) => `only in ${before}: ${name}`),
    ...now.filter((name) => !old.includes(name)).map((name) => `only in ${after}: ${name}`),
  ];
  for (const line of alone) console.log(line);
  const lines = async (folder) => (await readFile(join(folder, "pages.txt"), "utf8")).trimEnd().split("\n");
  const [told, tells] = [await lines(before), await lines(after)];
  for (const line of told.filter((one) => !tells.includes(one))) console.log(`- ${line}`);
  for (const line of tells.filter((one) => !told.includes(one))) console.log(`+ ${line}`);
  console.log(`${old.length} pictures before, ${now.length} after, ${found.length} differ`);
  return found.length + alone.length;
}

/** Runs in the browser: the share of pixels that differ, over the larger of both sizes, and the picture of them. */
async function difference([one, two, tolerance]) {
  const read = async (base64) => createImageBitmap(await (await fetch(`data:image/png;base64,${base64}`)).blob());
  const [old, now] = await Promise.all([read(one), read(two)]);
  const [width, height] = [Math.max(old.width, now.width), Math.max(old.height, now.height)];
  const pixels = (image) => {
    const context = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
    context.drawImage(image, 0, 0);
    return context.getImageData(0, 0, width, height);
  };
  const [a, b] = [pixels(old).data, pixels(now).data];
  const drawn = new ImageData(width, height);
  let count = 0;
  for (let at = 0; at < a.length; at += 4) {
    const differs = [0, 1, 2, 3].some((channel) => Math.abs(a[at + channel] - b[at + channel]) > tolerance);
    if (differs) count += 1;
    const faint = 255 - (255 - (b[at] + b[at + 1] + b[at + 2]) / 3) / 4;
    drawn.data.set(differs ? [220, 0, 0, 255] : [faint, faint, faint, 255], at);
  }
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext("2d").putImageData(drawn, 0, 0);
  const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: "image/png" })).arrayBuffer());
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  const same = old.width === now.width && old.height === now.height;
  return {
    share: count / (width * height),
    sizes: same ? "" : `${old.width}x${old.height} became ${now.width}x${now.height}`,
    picture: btoa(text),
  };
}
