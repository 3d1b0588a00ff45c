import { make, makeButton } from '../dom';
import type { StateAnswer } from '../../../wechat/http/line';
import { readPicture } from '../../read-picture';
import { openSheet, sheetCancel, sheetItem, sheetTitle } from '../sheet';
import type { WeChatServers } from '../wechat-servers';
import { type Area, type Options } from './answer';
import { chooseFiles } from './choose';
import type { ToldAnswer } from './told';

type MadeCode = StateAnswer['codes'][number];

export interface ScanParts {
  overlay: HTMLElement;
  /** Under which address the preview is served. */
  base: string;
  wechat: WeChatServers;
  tellAnswer: ToldAnswer;
}

function base64Of(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

function typedCode(take: (text: string) => void): HTMLElement {
  const field = make('input', 'phone-dialog-input');
  field.placeholder = '或粘贴码里的文字';
  field.setAttribute('aria-label', '码里的文字');
  const button = makeButton('phone-typed-done', '', () => undefined, '识别');
  button.type = 'submit';
  const form = make('form', 'phone-typed', field, button);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const text = field.value.trim();
    if (text !== '') take(text);
  });
  return form;
}

/** What the camera would see, is chosen here. Gives the text of the code. */
function scan(
  { overlay, base }: ScanParts,
  codes: readonly MadeCode[] | undefined,
  withAlbum: boolean,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const problem = make('p', 'phone-problem');
    problem.setAttribute('role', 'alert');
    const take = (text: string) => {
      close();
      resolve(text);
    };
    const cancel = () => {
      close();
      reject(new Error('cancel'));
    };
    const readFile = async () => {
      problem.textContent = '';
      const [file] = await chooseFiles('image/*', 1);
      if (file) take(await readPicture(base, file));
    };
    const album = sheetItem('从相册选取二维码', () => {
      readFile().catch(({ message }: Error) => {
        problem.textContent = message === 'cancel' ? '' : message;
      });
    });
    const rows = (codes ?? [])
      .toReversed()
      .map(({ url, page, scene }) => sheetItem(page, () => take(url), scene));
    const reason = codes ? '还没有生成过小程序码。' : '微信没有回答，看不到生成过的小程序码。';
    const empty = make('p', 'phone-explanation', reason);
    const list = make('div', 'phone-sheet-list', ...(rows.length === 0 ? [empty] : rows));
    const close = openSheet(
      overlay,
      '扫一扫',
      cancel,
      sheetTitle('扫一扫'),
      list,
      ...(withAlbum ? [album] : []),
      typedCode(take),
      problem,
      sheetCancel(cancel),
    );
  });
}

export function scanArea(parts: ScanParts): Area {
  const { wechat, tellAnswer } = parts;
  return {
    scanCode: (options: Options = {}) =>
      tellAnswer('scanCode', options, async () => {
        const codes = await wechat.state().then(
          (state) => state.codes,
          () => undefined,
        );
        const text = await scan(parts, codes, options['onlyFromCamera'] !== true);
        const read = await wechat.ask('scanCode', { text });
        // A code of anything else is only its text.
        const kind = read.ok ? { scanType: 'WX_CODE', path: read.result.path } : { scanType: 'QR_CODE' };
        return { result: text, charSet: 'utf-8', rawData: base64Of(text), ...kind };
      }),
  };
}
