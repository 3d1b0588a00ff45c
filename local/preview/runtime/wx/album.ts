import { make, makeButton } from '../dom';
import type { Person } from '../person';
import { refuse } from '../refuse';
import { askPermission, openSheet, sheetCancel, sheetTitle } from '../sheet';
import { answer, textOf, type Area, type Options } from './answer';

const scope = 'scope.writePhotosAlbum';

/** Whether pictures may be saved to the album: asked once, changed in the settings from then on. */
export class AlbumPermission {
  private asking: Promise<void> | undefined;

  constructor(
    private readonly overlay: HTMLElement,
    private readonly person: Person,
    private readonly nameOf: () => Promise<string>,
  ) {}

  async need(): Promise<void> {
    if (this.person.state.album === 'ask')
      await (this.asking ??= this.ask().finally(() => (this.asking = undefined)));
    if (this.person.state.album !== 'allow') throw new Error('auth deny');
  }

  /** What was never asked for stands not in the settings. */
  settings(): { authSetting: Record<string, boolean> } {
    const { album } = this.person.state;
    return { authSetting: album === 'ask' ? {} : { [scope]: album === 'allow' } };
  }

  openSettings(): Promise<{ authSetting: Record<string, boolean> }> {
    return new Promise((resolve) => {
      const finish = () => {
        close();
        resolve(this.settings());
      };
      const rows =
        this.person.state.album === 'ask'
          ? [make('p', 'phone-explanation', '这个小程序还没有申请过权限。')]
          : [this.albumSwitch()];
      const close = openSheet(
        this.overlay,
        '设置',
        finish,
        sheetTitle('设置'),
        ...rows,
        sheetCancel(finish, '返回'),
      );
    });
  }

  area(): Area {
    return {
      getSetting: (options?: Options) => answer('getSetting', options, () => this.settings()),
      openSetting: (options?: Options) => answer('openSetting', options, () => this.openSettings()),
      authorize: (options: Options = {}) =>
        answer('authorize', options, () =>
          options['scope'] === scope ? this.need() : refuse(`the scope "${textOf(options['scope'])}"`),
        ),
    };
  }

  private async ask(): Promise<void> {
    const allowed = await askPermission(this.overlay, {
      asker: await this.nameOf(),
      title: '申请使用你的相册（仅写入）',
      body: [make('p', 'phone-explanation', '把图片保存到你的相册。')],
      refuse: '拒绝',
      agree: '允许',
    });
    this.person.decide({ album: allowed ? 'allow' : 'refuse' });
  }

  private albumSwitch(): HTMLElement {
    const toggle = makeButton(
      'phone-setting',
      '',
      () => {
        this.person.decide({ album: this.person.state.album === 'allow' ? 'refuse' : 'allow' });
        show();
      },
      make('span', '', '保存到相册'),
      make('i', 'phone-switch'),
    );
    const show = () => toggle.setAttribute('aria-checked', String(this.person.state.album === 'allow'));
    toggle.setAttribute('role', 'switch');
    show();
    return toggle;
  }
}
