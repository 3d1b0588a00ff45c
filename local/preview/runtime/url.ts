export interface PageAddress {
  path: string;
  query: Record<string, string>;
  /** The query as it was written, with its question mark. */
  search: string;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export function parseUrl(url: string): PageAddress {
  const [path = '', ...rest] = url.replace(/^\//, '').split('?');
  const search = rest.join('?').split('#', 1)[0] ?? '';
  const query: Record<string, string> = {};
  for (const pair of search.split('&')) {
    if (pair === '') continue;
    const [name = '', ...value] = pair.split('=');
    // What a scanned code carries, WeChat hands on as it stands in the code: the page itself decodes `scene`.
    query[decoded(name)] = name === 'scene' ? value.join('=') : decoded(value.join('='));
  }
  return { path: path.replace(/\.html$/, ''), query, search: search === '' ? '' : `?${search}` };
}

/** A relative address is meant from the page that uses it. */
export function resolveUrl(url: string, from: string): string {
  if (url.startsWith('/')) return url;
  const [path = '', ...rest] = url.split('?');
  const resolved = new URL(path, `http://phone/${from}`).pathname;
  return rest.length === 0 ? resolved : `${resolved}?${rest.join('?')}`;
}
