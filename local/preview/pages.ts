import type { PreviewOptions } from './server';

const head =
  '<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><link rel="icon" href="data:,">';

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** The outer page: the phone beside the panel. */
export function panelPage(title: string, persons: PreviewOptions['persons']): string {
  const data = JSON.stringify({ title, persons }).replace(/</g, '\\u003c');
  return `<!doctype html><html lang="zh-CN"><head>${head}<title>${escapeHtml(title)}</title>
<link rel="stylesheet" href="/preview/fonts.css"><link rel="stylesheet" href="/preview/panel.css"></head>
<body><script type="application/json" id="panel-data">${data}</script><script src="/preview/panel.js"></script></body></html>`;
}

/** The page in the phone. */
export function phonePage(title: string): string {
  return `<!doctype html><html lang="zh-CN"><head>${head}<title>${escapeHtml(title)}</title>
<link rel="stylesheet" href="/preview/fonts.css"><link rel="stylesheet" href="/preview/phone.css"></head>
<body><script src="/preview/runtime.js"></script><script src="/preview/app.js"></script></body></html>`;
}
