import type { PanelData } from './data';
import type { WeChatLine } from './wechat-line';

export interface Person {
  readonly openid: string;
  readonly label: string;
}

/** Whom the panel knows by name. */
export class People {
  constructor(
    private readonly data: PanelData,
    private readonly wechat: WeChatLine,
  ) {}

  /** @param present Who holds a phone, whether known or not. */
  all(present: readonly string[] = []): Person[] {
    const known = new Map<string, Person>();
    for (const person of [...this.data.persons, ...(this.wechat.about?.persons ?? [])]) {
      if (!known.has(person.openid)) known.set(person.openid, person);
    }
    for (const openid of present) if (!known.has(openid)) known.set(openid, { openid, label: '新成员' });
    return [...known.values()];
  }

  readonly nameOf = (openid: string): string =>
    this.all().find((person) => person.openid === openid)?.label ?? `新成员（${openid}）`;

  groupName(opengid: string): string {
    const group = this.wechat.about?.groups.find((each) => each.opengid === opengid);
    return group?.name ?? `群聊（${opengid}）`;
  }
}

export function newOpenid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(5));
  return `new-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
