// A page that changed while it was open, beside the same page rendered anew.
import type { Page } from "@playwright/test";

import { expect } from "./hoso";

/**
 * The content of the page must be what a fresh rendering at the same address says: tags, attributes and text. Left aside
 * are the badge, which says how the figures came, the hour, which goes on, and the tint of what has changed.
 */
export async function expectFresh(page: Page, what: string) {
  const { shown, fresh } = await page.evaluate(async () => {
    const lines = (node: Node, depth = 0): string[] => {
      if (node.nodeType === Node.TEXT_NODE) return [`${" ".repeat(depth)}“${node.textContent}”`];
      if (!(node instanceof Element)) return [];
      if (node.matches(".fresh")) return [];
      const attributes = [...node.attributes]
        .filter(({ name }) => !["data-given", "data-component"].includes(name))
        .map(({ name, value }) => [name, name === "class" ? value.replace(/ ?\bchanged\b/, "") : value])
        .filter(([name, value]) => name !== "class" || value !== "")
        .map(([name, value]) => ` ${name}="${value}"`)
        .sort();
      const inside = node.cloneNode(true) as Element;
      // Comments stand between texts, and a number may be two of them.
      const whole = document.createTreeWalker(inside, NodeFilter.SHOW_COMMENT);
      const comments: Node[] = [];
      while (whole.nextNode()) comments.push(whole.currentNode);
      comments.forEach((comment) => (comment as ChildNode).remove());
      inside.normalize();
      if (node.matches(".stands")) inside.textContent = inside.textContent!.replace(/\d\d:\d\d/, "…");
      const children = [...inside.childNodes].flatMap((child) => lines(child, depth + 1));
      return [`${" ".repeat(depth)}<${node.localName}${attributes.join("")}>`, ...children];
    };
    const answer = await fetch(location.href);
    const other = new DOMParser().parseFromString(await answer.text(), "text/html");
    return { shown: lines(document.querySelector("main")!), fresh: lines(other.querySelector("main")!) };
  });
  expect(fresh.length, `${what}: there is a page to compare with`).toBeGreaterThan(300);
  expect(shown, what).toEqual(fresh);
}
