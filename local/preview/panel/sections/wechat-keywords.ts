import type { Keyword } from '../../../wechat/state';
import {
  Choice,
  Outcome,
  makeCard,
  makeField,
  makeForm,
  makeInput,
  makeSmall,
  makeSubmit,
} from '../controls';
import type { PanelContext, SectionView } from '../context';
import { make } from '../dom';
import { List } from '../list';
import { refusalOf } from '../server';

/** Labels, as the document of msgSecCheck lists them. */
const labels: readonly (readonly [label: number, name: string])[] = [
  [10001, '广告'],
  [20001, '时政'],
  [20002, '色情'],
  [20003, '辱骂'],
  [20006, '违法犯罪'],
  [20008, '欺诈'],
  [20012, '低俗'],
  [20013, '版权'],
  [21000, '其他'],
];
const suggestTexts: Readonly<Record<Keyword['suggest'], string>> = {
  pass: '通过',
  review: '复核',
  risky: '违规',
};
const labelName = (label: number): string => labels.find(([value]) => value === label)?.[1] ?? String(label);

/** Words by which content checks decide. */
export function keywordsCard({ wechat }: PanelContext): SectionView {
  const outcome = new Outcome();
  const all = () => wechat.state?.keywords ?? [];
  const keep = async (keywords: Keyword[]) => {
    const answer = await wechat.ask('keywords', { keywords });
    if (answer.ok) outcome.clear();
    else outcome.refuse(`没有改成：${refusalOf(answer)}`);
    return answer.ok;
  };
  const list = new List<Keyword>(
    '词库',
    '词库是空的。加一个词，含有它的文字就会被判定。',
    ({ word, suggest, label }) => `${word} ${suggest} ${label}`,
    ({ word, suggest, label }) => ({
      element: make(
        'li',
        'row',
        make(
          'div',
          'row-text',
          make('b', '', word),
          make('small', '', `${suggestTexts[suggest]} · ${labelName(label)}`),
        ),
        make(
          'div',
          'row-actions',
          makeSmall('删除', () => void keep(all().filter((each) => each.word !== word))),
        ),
      ),
    }),
  );
  const word = makeInput('text', '要判定的词');
  const suggest = new Choice('判定');
  suggest.show([
    { value: 'risky', text: '违规' },
    { value: 'review', text: '复核' },
  ]);
  const label = new Choice('标签');
  label.show(labels.map(([value, text]) => ({ value: String(value), text })));
  const add = () => {
    const wanted = word.value.trim();
    if (wanted === '') return outcome.refuse('先写一个词');
    const keyword: Keyword = {
      word: wanted,
      suggest: suggest.value === 'review' ? 'review' : 'risky',
      label: Number(label.value),
    };
    void keep([...all().filter((each) => each.word !== wanted), keyword]).then((isKept) => {
      if (isKept) word.value = '';
    });
  };
  return {
    element: makeCard(
      '词库',
      list.element,
      makeForm(
        add,
        makeField('词', word),
        makeField('判定', suggest.element, label.element, makeSubmit('加入')),
      ),
      outcome.element,
    ),
    show: () => list.show(all()),
  };
}
