/** What each own component takes, tells and is to a screen reader; each has its example below its name. */
export interface Room {
  readonly component: string;
  readonly properties: string;
  readonly events: string;
  readonly aria: string;
}

export const rooms: Readonly<Record<string, Room>> = Object.fromEntries(
  (
    [
      ['top-bar', 'quiet', '–', '–'],
      ['avatar', 'number, picture, sizePx, ring', '–', 'hidden: the name stands beside it'],
      ['name', 'value', '–', 'its text'],
      ['icon', 'name, sizePx', '–', 'hidden: what it means stands beside it'],
      ['tile', 'icon, hue', '–', 'hidden'],
      ['points', 'value, figure', '–', 'text: 1,234 积分'],
      ['badge', 'picture, heading, line, reached, rungs', '–', 'text: heading and line'],
      ['week-stair', 'strip, businessDay, avatar, picture, hopping', '–', 'list of seven: 今天 等你签到 +15'],
      ['tier-stair', 'level, levels, percent, names, color', '–', 'img: 第 4 阶，共 6 阶…'],
      ['podium', 'rows, small', '–', 'text: 第 1 名 甲 1,200 分'],
      ['joy', 'gain, word, tier', '–', 'alert: what was earned'],
      ['stale-bar', 'shown, bottomPx', 'retry', 'button'],
      ['state-view', 'picture, heading, line, action, footnote', 'act', 'its text, and a button'],
    ] as const
  ).map(([component, properties, events, aria]) => [component, { component, properties, events, aria }]),
);
