export const yuan = (fen: number): string => `¥${(fen / 100).toFixed(2)}`;

/** `9.9` yuan are 990 fen, counted in whole numbers; undefined for what is no amount above nothing. */
export function fenOf(text: string): number | undefined {
  const [, whole, part = ''] = /^(\d{1,8})(?:\.(\d{1,2}))?$/.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const fen = Number(whole) * 100 + Number(part.padEnd(2, '0'));
  return fen > 0 ? fen : undefined;
}
