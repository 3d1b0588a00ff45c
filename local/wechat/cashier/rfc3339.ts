const EAST_8_MS = 8 * 3_600_000;

/** As WeChat Pay writes times: `2018-06-08T10:34:56+08:00`. */
export const rfc3339 = (timeMs: number): string =>
  `${new Date(timeMs + EAST_8_MS).toISOString().slice(0, 19)}+08:00`;
