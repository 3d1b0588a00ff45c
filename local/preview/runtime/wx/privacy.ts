import { make, makeButton } from '../dom';
import type { Person } from '../person';
import { askPermission, openSheet, sheetCancel, sheetTitle } from '../sheet';
import { answer, answersByCallback, Failure, type Area, type Options } from './answer';

type Resolve = (decision: { event?: string; buttonId?: string }) => void;
type Listener = (resolve: Resolve, event: { referrer: string }) => void;

/** Of 小程序用户隐私保护指引内容介绍, what the preview has. */
const privateCalls = [
  'chooseImage',
  'chooseMedia',
  'saveImageToPhotosAlbum',
  'authorize',
  'setClipboardData',
  'getClipboardData',
];

const notAuthorized = 104;

/** Whether the member has consented to the mini program's privacy guideline, and who asks for it. */
export class Privacy {
  private listener: Listener | undefined;
  private readonly tapped = new Set<string>();
  private asking: Promise<boolean> | undefined;

  constructor(
    private readonly overlay: HTMLElement,
    private readonly person: Person,
    private readonly nameOf: () => Promise<string>,
  ) {}

  get isGiven(): boolean {
    return this.person.state.privacy === 'agreed';
  }

  /** @param referrer The call or component that cannot go on without consent. */
  async need(referrer: string): Promise<void> {
    if (this.isGiven) return;
    const asks = this.person.state.privacy === 'ask';
    const agreed = asks && (await (this.listener ? this.askPage(this.listener, referrer) : this.askHere()));
    if (!agreed) throw new Failure('privacy permission is not authorized', { errno: notAuthorized });
  }

  /** The page's own button of consent was tapped. @returns whether that is consent: who always refuses gives none. */
  agreeBy(buttonId: string): boolean {
    if (this.person.state.privacy === 'refuse') return false;
    this.tapped.add(buttonId);
    this.agree();
    return true;
  }

  area(): Area {
    return {
      getPrivacySetting: (options?: Options) =>
        answer('getPrivacySetting', options, async () => ({
          needAuthorization: !this.isGiven,
          privacyContractName: await this.contractName(),
        })),
      onNeedPrivacyAuthorization: (listener: Listener) => {
        this.listener = listener;
      },
      requirePrivacyAuthorize: (options?: Options) =>
        answer('requirePrivacyAuthorize', options, () => this.need('requirePrivacyAuthorize')),
      openPrivacyContract: (options?: Options) =>
        answer('openPrivacyContract', options, () => this.openContract()),
    };
  }

  /** Puts consent before the calls that need it; with consent they are what they were. */
  guarded<Calls extends object>(area: Calls): Calls {
    const guards = privateCalls.map((name) => {
      const call = Reflect.get(area, name) as (options?: Options) => unknown;
      return [name, (options?: Options) => this.whenGiven(name, call, options)] as const;
    });
    return { ...area, ...Object.fromEntries(guards) };
  }

  private whenGiven(name: string, call: (options?: Options) => unknown, options?: Options): unknown {
    if (this.isGiven) return call(options);
    const outcome = this.need(name).then(
      () => call(options),
      (error: Failure) => answer(name, options, () => Promise.reject(error)),
    );
    return answersByCallback(options) ? undefined : outcome;
  }

  private agree(): void {
    if (!this.isGiven) this.person.decide({ privacy: 'agreed' });
  }

  /** The page asks in its own way; that its button of consent was tapped, it cannot make up. */
  private askPage(listener: Listener, referrer: string): Promise<boolean> {
    return new Promise((settle) => {
      const resolve: Resolve = ({ event, buttonId }) => {
        if (event === 'exposureAuthorization') return;
        if (event === 'disagree') return settle(false);
        if (event === 'agree' && this.tapped.has(buttonId ?? '')) return settle(true);
        console.error(
          `[preview] onNeedPrivacyAuthorization: no button of consent with the id "${buttonId ?? ''}" was tapped`,
        );
      };
      listener(resolve, { referrer });
    });
  }

  private askHere(): Promise<boolean> {
    this.asking ??= this.ask().finally(() => {
      this.asking = undefined;
    });
    return this.asking;
  }

  private async ask(): Promise<boolean> {
    const contract = await this.contractName();
    const link = makeButton('phone-link', '', () => void this.openContract(), contract);
    const agreed = await askPermission(this.overlay, {
      asker: await this.nameOf(),
      title: '用户隐私保护提示',
      body: [
        make('p', 'phone-explanation', '使用这项功能前，请先阅读', link, '。同意以后，小程序才能使用它。'),
      ],
      refuse: '拒绝',
      agree: '同意',
    });
    if (agreed) this.agree();
    return agreed;
  }

  private async contractName(): Promise<string> {
    return `《${await this.nameOf()}隐私保护指引》`;
  }

  private async openContract(): Promise<void> {
    const name = await this.contractName();
    const close = openSheet(
      this.overlay,
      name,
      () => close(),
      sheetTitle(name),
      make('p', 'phone-explanation', '这份指引写在微信公众平台里，本机没有它的正文。'),
      sheetCancel(() => close(), '返回'),
    );
  }
}
