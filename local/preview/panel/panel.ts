import { sections as sectionNames, pageOf, type PhoneState, type Section } from '../address';
import type { PhoneMessage } from '../messages';
import { ClockLine } from './clock-line';
import type { PanelContext, SectionView } from './context';
import { readData } from './data';
import { make } from './dom';
import { Head } from './head';
import { Navigation } from './navigation';
import { PanelAddress } from './panel-address';
import { People } from './people';
import { PhoneLog } from './phone-log';
import { Phones } from './phones';
import { makeSections } from './sections';
import { refusalOf } from './server';
import { WeChatLine } from './wechat-line';

const tickMs = 1_000;
const wechatEveryMs = 2_000;
const ofWeChat: readonly Section[] = ['wechat', 'inbox', 'money'];
const showingWeChat: readonly Section[] = ['open', ...ofWeChat];

/** The outer page: phones on the left, and on the right what plays WeChat's part. */
class Panel {
  private readonly data = readData();
  /** A preview with an address of its own is a guest: clock and WeChat of this server are its host's. */
  private readonly hasServers = this.data.base === '';
  private readonly refresh = () => this.show();
  private readonly address = new PanelAddress(this.data.base, this.data.persons[0]?.openid ?? 'new-member');
  private readonly clock = new ClockLine(this.refresh);
  private readonly wechat = new WeChatLine(this.refresh);
  private readonly people = new People(this.data, this.wechat);
  private readonly logs = [new PhoneLog(), new PhoneLog()] as const;
  private readonly phones = new Phones(this.data.base, this.address, this.people.nameOf, (index, message) =>
    this.hear(index, message),
  );
  private readonly context: PanelContext = {
    ...{ data: this.data, address: this.address, phones: this.phones, people: this.people },
    ...{ wechat: this.wechat, clock: this.clock, logs: this.logs, refresh: this.refresh },
    open: (change) => {
      this.phones.launchWhenShown(this.address.state.chosen);
      this.set(change);
    },
    set: (change) => this.set(change),
  };
  private readonly head = new Head(this.context);
  private readonly navigation = new Navigation(this.address, (section) => this.isThere(section));
  private readonly content = make('div', 'content');
  private readonly views = new Map<Section, SectionView>();

  async start(): Promise<void> {
    const panel = make('aside', 'panel', this.head.element, this.navigation.element, this.content);
    panel.setAttribute('aria-label', '面板');
    document.body.append(make('div', 'stage', this.phones.element, panel));
    this.address.onChange(() => {
      this.phones.show();
      this.show();
      void this.followWeChat();
    });
    const goesAhead = this.hasServers && this.address.state.clockMs !== undefined;
    if (!goesAhead) this.phones.show();
    this.show();
    window.setInterval(this.refresh, tickMs);
    if (!this.hasServers) return;
    void this.wechat.open().then(() => this.followWeChat());
    window.setInterval(() => void this.followWeChat(), wechatEveryMs);
    await this.clock.read();
    this.clock.follow();
    if (goesAhead) await this.goAhead();
  }

  /** The phones are launched in the time that the address names. */
  private async goAhead(): Promise<void> {
    const { nowMs } = this.clock;
    const { clockMs } = this.address.state;
    if (nowMs !== undefined && clockMs !== undefined && clockMs > nowMs) {
      const answer = await this.clock.move(clockMs);
      if (!answer.ok) this.address.problems = [`时钟没有走到地址里的时间：${refusalOf(answer)}`];
    }
    this.phones.show();
    this.show();
  }

  private set(change: Partial<PhoneState>): void {
    this.address.change({ phones: this.address.phonesWith(this.address.state.chosen, change) });
  }

  private hear(index: number, message: PhoneMessage): void {
    const log = this.logs[index === 1 ? 1 : 0];
    switch (message.kind) {
      case 'call':
        log.addCall(message.call, this.clock.hostMs(message.call.atMs));
        return this.show();
      case 'setData':
        log.addSetData(message.setData, this.clock.hostMs(message.setData.atMs));
        return this.show();
      case 'page':
        return this.note(index, { page: pageOf(message.page) });
      case 'state':
        return this.note(index, message.state);
      case 'wechat':
        return void this.wechat.refresh();
    }
  }

  /** The address says at once what has come about in a phone. */
  private note(index: number, change: Partial<PhoneState>): void {
    const phones = this.address.phonesWith(index, change);
    const phone = phones[index === 1 ? 1 : 0];
    if (phone) this.phones.note(index, phone);
    this.address.note({ phones });
  }

  private async followWeChat(): Promise<void> {
    if (!document.hidden && showingWeChat.includes(this.section)) await this.wechat.refresh();
  }

  private isThere(section: Section): boolean {
    if (section === 'clock') return this.hasServers && this.clock.isThere;
    return !ofWeChat.includes(section) || (this.hasServers && this.wechat.isThere);
  }

  private get section(): Section {
    const { section } = this.address.state;
    return this.isThere(section) ? section : sectionNames[0];
  }

  private show(): void {
    const { section } = this;
    this.head.show();
    this.navigation.show(section);
    const view = this.views.get(section) ?? makeSections[section](this.context);
    this.views.set(section, view);
    if (this.content.firstElementChild !== view.element) {
      this.content.replaceChildren(view.element);
      this.content.scrollTop = 0;
    }
    view.show();
  }
}

void new Panel().start();
