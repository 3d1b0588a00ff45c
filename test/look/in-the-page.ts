import type { Page } from 'playwright-core';

/** Text that lies over other text, beyond the screen's edge or beyond its own block, as readable lines. */
export function troubleWithText(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`(${String(findTrouble)})()`);
}

/** Runs in the page, so it knows nothing but the page. Written without inner functions that a compiler would name. */
function findTrouble(): string[] {
  const trouble: string[] = [];
  const seen: {
    node: Node;
    text: string;
    layer: Element | null;
    left: number;
    top: number;
    right: number;
    bottom: number;
  }[] = [];
  const scroller = document.querySelector('.page-frame:not([hidden]) .page-scroller');
  if (!scroller) return ['there is no page'];
  if (scroller.scrollWidth > scroller.clientWidth) trouble.push('the page scrolls sideways');
  const texts = document.createTreeWalker(scroller, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const node = texts.currentNode;
    const text = (node.textContent ?? '').trim();
    const parent = node.parentElement;
    if (!parent || text === '' || getComputedStyle(parent).visibility !== 'visible') continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const rect of range.getClientRects()) {
      // A line's box is higher than its letters: what touches is not yet what overlaps.
      const inset = rect.height * 0.22;
      const box = { left: rect.left, right: rect.right, top: rect.top + inset, bottom: rect.bottom - inset };
      let layer: Element | null = null;
      for (let at: Element | null = parent; at && at !== scroller; at = at.parentElement) {
        const { display, overflowX, position } = getComputedStyle(at);
        const around = at.getBoundingClientRect();
        if (overflowX !== 'visible') {
          if (box.bottom > around.bottom + 1) trouble.push(`"${text}" is cut off below`);
          box.left = Math.max(box.left, around.left);
          box.right = Math.min(box.right, around.right);
        }
        // A block of a fixed height that its words outgrow.
        else if (display !== 'inline' && box.bottom > around.bottom + 2)
          trouble.push(`"${text}" outgrows its block`);
        if (position === 'fixed') layer = at;
      }
      if (box.right - box.left < 1) continue;
      if (box.left < -0.5 || box.right > window.innerWidth + 0.5) trouble.push(`"${text}" leaves the screen`);
      seen.push({ node, text, layer, ...box });
    }
  }
  for (const [index, one] of seen.entries())
    for (const other of seen.slice(index + 1)) {
      if (one.node === other.node || one.layer !== other.layer) continue;
      const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
      if (across > 1 && down > 1) trouble.push(`"${one.text}" lies over "${other.text}"`);
    }
  return trouble;
}

/** A finger's width, in CSS pixels. */
const TAP_PX = 44;

/** Buttons that a finger may miss, as readable lines. */
export function buttonsTooSmall(page: Page): Promise<string[]> {
  const buttons = page.locator('.page-frame:not([hidden]) .page-scroller [role=button]:visible');
  return buttons.evaluateAll(
    (found, leastPx) =>
      found
        .map((button) => ({ text: button.textContent, box: button.getBoundingClientRect() }))
        // Half a pixel is lost to rounding.
        .filter(({ box }) => Math.min(box.width, box.height) < leastPx - 0.5)
        .map(({ text, box }) => `"${text}" is ${box.width} × ${box.height} px`),
    TAP_PX,
  );
}

/** Everything that crosses from the app's code to its view from now on, as the bytes of its JSON. */
export async function listenToSetData(page: Page): Promise<() => Promise<{ who: string; bytes: number }[]>> {
  await page.evaluate(`{
    let owner = getCurrentPages()[0];
    while (!Object.hasOwn(owner, 'setData')) owner = Object.getPrototypeOf(owner);
    const setData = owner.setData;
    globalThis.crossed = [];
    owner.setData = function (data, done) {
      const bytes = new TextEncoder().encode(JSON.stringify(data)).length;
      globalThis.crossed.push({ who: this.is, bytes });
      return setData.call(this, data, done);
    };
  }`);
  return () => page.evaluate('globalThis.crossed.splice(0)');
}

/** How many nodes of WXML stand on the page: built-ins and components alike. */
export function countNodes(page: Page): Promise<number> {
  return page.evaluate(`{
    const scroller = document.querySelector('.page-frame:not([hidden]) .page-scroller');
    [...scroller.querySelectorAll('*')].filter(({ localName }) => localName.includes('-')).length;
  }`);
}

/** Where a block begins, in CSS pixels from the top. */
export function topOf(page: Page, selector: string): Promise<number> {
  return page
    .locator(`${selector}:visible`)
    .first()
    .evaluate((node) => node.getBoundingClientRect().top);
}
