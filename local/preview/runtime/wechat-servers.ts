import type { About, PhoneAnswer, PhoneCalls, StateAnswer } from '../../wechat/http/line';
import type { Network } from './network';
import { Failure } from './wx/answer';

type Name = keyof PhoneCalls;
export type Given<Call extends Name> = Extract<PhoneAnswer<Call>, { ok: true }>['result'];

/** WeChat's servers as one member's phone meets them. */
export class WeChatServers {
  private known: Promise<About> | undefined;

  constructor(
    private readonly openid: string,
    private readonly network: Network,
  ) {}

  /** To be told of each launch. Where there are none, a mini program is launched all the same. */
  visit(): void {
    this.ask('visit', {}).catch(() => undefined);
  }

  about(): Promise<About> {
    this.known ??= this.read<About>('about').catch((error: unknown) => {
      this.known = undefined;
      throw error;
    });
    return this.known;
  }

  state(): Promise<StateAnswer> {
    return this.read<StateAnswer>('state');
  }

  /** What WeChat says, also when it refuses. */
  async ask<Call extends Name>(name: Call, ask: PhoneCalls[Call]['ask']): Promise<PhoneAnswer<Call>> {
    return this.send<PhoneAnswer<Call>>(`phone/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-wx-openid': this.openid },
      body: JSON.stringify(ask),
    });
  }

  /** What goes to `success`; what goes to `fail` is thrown. */
  async call<Call extends Name>(name: Call, ask: PhoneCalls[Call]['ask']): Promise<Given<Call>> {
    const answer: PhoneAnswer<Name> = await this.ask(name, ask);
    if (answer.ok) return answer.result;
    const { errMsg, ...fields } = answer.error;
    throw new Failure(errMsg.replace(/^\w+:fail ?/, ''), fields);
  }

  private read<Answer>(path: string): Promise<Answer> {
    return this.send<Answer>(path, { method: 'GET' });
  }

  private async send<Answer>(path: string, init: RequestInit): Promise<Answer> {
    const response = await this.network.fetch(`/wechat/${path}`, init);
    if (response.ok) return (await response.json()) as Answer;
    const { message } = (await response.json().catch(() => ({}))) as { message?: string };
    throw new Failure(message ?? `WeChat's servers answered ${response.status}`, { errCode: -1 });
  }
}
