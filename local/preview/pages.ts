import type { PreviewOptions } from './server';

const head =
  '<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><link rel="icon" href="data:,">';

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** The outer page: the phone beside the panel. */
export function panelPage(title: string, persons: PreviewOptions['persons'], base: string): string {
  const data = JSON.stringify({ title, persons, base }).replace(/</g, '\\u003c');
  return `<!doctype html><html lang="zh-CN"><head>${head}<title>${escapeHtml(title)}</title>
<link rel="stylesheet" href="${base}/preview/fonts.css"><link rel="stylesheet" href="${base}/preview/panel.css"></head>
<body><script type="application/json" id="panel-data">${data}</script><script src="${base}/preview/panel.js"></script></body></html>`;
}

/** The page in the phone. While the mini program cannot be built, it says why in its place. */
export function phonePage(title: string, base: string, live: boolean, failure?: string): string {
  const scripts = [
    ...(live ? [`<script src="${base}/preview/live.js" data-base="${base}"></script>`] : []),
    ...(failure === undefined
      ? [
          `<script src="${base}/preview/runtime.js"></script>`,
          `<script src="${base}/preview/app.js"></script>`,
        ]
      : [`<pre class="phone-failure" role="alert">${escapeHtml(failure)}</pre>`]),
  ];
  return `<!doctype html><html lang="zh-CN"><head>${head}<title>${escapeHtml(title)}</title>
<link rel="stylesheet" href="${base}/preview/fonts.css"><link rel="stylesheet" href="${base}/preview/phone.css"></head>
<body>${scripts.join('')}</body></html>`;
}
