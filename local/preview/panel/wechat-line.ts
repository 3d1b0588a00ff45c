import type { About, PanelCalls, StateAnswer } from '../../wechat/http/line';
import { ask, post, type Answer } from './server';

/** What the panel knows of WeChat, and asks of it. */
export class WeChatLine {
  /** undefined where the preview stands on no WeChat. */
  about: About | undefined;
  state: StateAnswer | undefined;
  private isAsked = false;
  private text = '';

  constructor(private readonly tell: () => void) {}

  /** As long as nobody has answered, it is taken to be there. */
  get isThere(): boolean {
    return !this.isAsked || this.about !== undefined;
  }

  async open(): Promise<void> {
    const answer = await ask<About>('/wechat/about');
    this.isAsked = true;
    if (answer.ok) this.about = answer.value;
    this.tell();
  }

  /** Tells only of what has changed. */
  async refresh(): Promise<void> {
    if (!this.about) return;
    const answer = await ask<StateAnswer>('/wechat/state');
    if (!answer.ok) return;
    const text = JSON.stringify(answer.value);
    if (text === this.text) return;
    this.text = text;
    this.state = answer.value;
    this.tell();
  }

  async ask<Name extends keyof PanelCalls>(
    name: Name,
    body: PanelCalls[Name]['ask'],
  ): Promise<Answer<PanelCalls[Name]['answer']>> {
    const answer = await post<PanelCalls[Name]['answer']>(`/wechat/panel/${name}`, body);
    await this.refresh();
    return answer;
  }
}
