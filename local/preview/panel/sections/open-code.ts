import type { MadeCode } from '../../../wechat/state';
import { codeSceneProblem, openedFromScannedCode, pageOf } from '../../address';
import { Outcome, makeCard, makeField, makeForm, makeInput, makeSmall, makeSubmit } from '../controls';
import type { PanelContext, SectionView } from '../context';
import { make } from '../dom';
import { List } from '../list';
import { readCode } from '../read-code';
import { readPicture } from '../../read-picture';
import { shortTime } from '../clock';

/** By a code: one that was made, its picture, or the scene in it. */
export function codeCard(context: PanelContext): SectionView {
  const { wechat, open, data } = context;
  const outcome = new Outcome();
  const openPage = (page: string) => {
    outcome.clear();
    open({ scene: openedFromScannedCode, group: undefined, page });
  };
  const openText = (text: string) => {
    const read = readCode(text, data.base);
    if (read.ok) openPage(read.page);
    else outcome.refuse(read.problem);
  };
  const made = new List<MadeCode>(
    '生成过的码',
    '还没有生成过小程序码。',
    ({ url, madeAtMs }) => `${madeAtMs} ${url}`,
    ({ scene, page, url, madeAtMs }) => ({
      element: make(
        'li',
        'row',
        make(
          'div',
          'row-text',
          make('b', 'code', scene),
          make('small', 'code', page === '' ? '首页' : page),
          make('small', '', shortTime(madeAtMs)),
        ),
        make(
          'div',
          'row-actions',
          makeSmall('扫码打开', () => openText(url)),
        ),
      ),
    }),
  );
  const element = makeCard(
    '小程序码',
    made.element,
    pictureField(data.base, openText, outcome),
    sceneForm(openPage, outcome),
    outcome.element,
  );
  return {
    element,
    show: () => {
      made.element.hidden = wechat.about === undefined;
      made.show([...(wechat.state?.codes ?? [])].reverse());
    },
  };
}

function pictureField(base: string, openText: (text: string) => void, outcome: Outcome): HTMLElement {
  const file = make('input');
  file.type = 'file';
  file.accept = 'image/*';
  file.addEventListener('change', () => {
    const [picture] = file.files ?? [];
    if (!picture) return;
    // The same picture can be chosen again.
    file.value = '';
    readPicture(base, picture).then(openText, ({ message }: Error) => outcome.refuse(message));
  });
  return make('label', 'action file', '上传一张码的图片', file);
}

function sceneForm(openPage: (page: string) => void, outcome: Outcome): HTMLElement {
  const page = makeInput('text', '首页');
  const scene = makeInput('text', '最多 32 个字符');
  const submit = () => {
    const problem = scene.value === '' ? '先写 scene' : codeSceneProblem(scene.value);
    if (problem !== undefined) return outcome.refuse(problem);
    if (page.value.includes('?')) return outcome.refuse('页面只写路径，不带 ? 和后面的参数');
    openPage(pageOf(`${page.value.trim()}?scene=${encodeURIComponent(scene.value)}`));
  };
  return makeForm(
    submit,
    makeField('页面', page),
    makeField('scene', scene),
    makeSubmit('用这个 scene 打开'),
  );
}
