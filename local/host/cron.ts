import { Cron } from 'croner';

/** As much as CloudBase's own cron understands: what else croner takes (L, W, #) would not run there. */
const PART = String.raw`(?:\*|(?:\d{1,4}|[A-Z]{3})(?:-(?:\d{1,4}|[A-Z]{3}))?)(?:/\d{1,2})?`;
const FIELD = `${PART}(?:,${PART})*`;
const FIELDS = new RegExp(`^${FIELD}(?: ${FIELD}){6}$`);
const WEEKDAY = 5;
const FIELD_NAMES = ['second', 'minute', 'hour', 'day', 'month', 'weekday', 'year'] as const;

/**
 * Reads the seven fields of a timer trigger of CloudBase's (docs.cloudbase.net, 定时触发器): second, minute, hour, day, month,
 * weekday, year, in Shanghai's time. Where day and weekday are both given, either will do.
 * @returns the first instant after another one, in milliseconds; undefined when there is none any more.
 * @throws TypeError that says what is wrong.
 */
export function readCron(text: string): (afterMs: number) => number | undefined {
  if (!FIELDS.test(text)) {
    throw new TypeError(
      `"${text}" is no timer: expected seven fields (${FIELD_NAMES.join(' ')}) of numbers, names, , - * /`,
    );
  }
  const weekday = text.split(' ')[WEEKDAY] ?? '';
  // One copy of the document says that 0 is Monday, another that it is Sunday.
  if (/\d/.test(weekday.replace(/\/\d+$/, ''))) {
    throw new TypeError(
      `"${text}": write the weekday by its name, as MON; what a number means is not certain`,
    );
  }
  const cron = parse(text);
  return (afterMs) => cron.nextRun(new Date(afterMs))?.getTime();
}

function parse(text: string): Cron {
  try {
    return new Cron(text, { timezone: 'Asia/Shanghai', paused: true, sloppyRanges: true });
  } catch (error) {
    throw new TypeError(`"${text}": ${(error as Error).message}`);
  }
}
