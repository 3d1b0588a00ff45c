import { askFirst } from '../ask-first';
import { makeCard, makeSmall } from '../controls';
import type { PanelContext, SectionView } from '../context';
import { make, setText } from '../dom';
import { makeUnfolding } from '../json';
import { List } from '../list';
import { sizeText } from '../size-text';
import { filesCard } from './storage-files';

interface Stored {
  readonly key: string;
  readonly text: string;
}

const prefixOf = (openid: string) => `preview:${openid}:`;

function storedOf(openid: string): Stored[] {
  const prefix = prefixOf(openid);
  return Object.keys(localStorage)
    .filter((name) => name.startsWith(prefix))
    .sort()
    .map((name) => ({ key: name.slice(prefix.length), text: localStorage.getItem(name) ?? '' }));
}

/** What the mini program keeps in the phone for this person, and in the cloud. */
export function storageSection(context: PanelContext): SectionView {
  const { address, people } = context;
  const whose = make('p', 'hint');
  const list = new List<Stored>(
    '本地缓存',
    '小程序没有为这个人存下什么。',
    ({ key, text }) => `${address.phone.openid} ${key} ${text}`,
    (stored) => {
      const { openid } = address.phone;
      const remove = () => {
        localStorage.removeItem(prefixOf(openid) + stored.key);
        context.refresh();
      };
      return { element: storedRow(stored, remove) };
    },
  );
  const clear = makeSmall('全部删除', () => {
    const { openid } = address.phone;
    const text = `小程序在手机里为${people.nameOf(openid)}存的都会没有。`;
    void askFirst('清空本地缓存？', text, '全部删除').then((isSure) => {
      if (!isSure) return;
      for (const { key } of storedOf(openid)) localStorage.removeItem(prefixOf(openid) + key);
      context.refresh();
    });
  });
  const card = makeCard('本地缓存', whose, list.element);
  card.querySelector('h2')?.append(clear);
  const files = filesCard(context);
  // Phones are other pages of this origin: the browser tells of what they store.
  window.addEventListener('storage', () => context.refresh());
  return {
    element: make('div', 'section', card, files.element),
    show: () => {
      const { openid } = address.phone;
      const all = storedOf(openid);
      setText(whose, `${people.nameOf(openid)}的手机里，小程序存下的。`);
      clear.hidden = all.length === 0;
      list.show(all);
      files.show();
    },
  };
}

function storedRow({ key, text }: Stored, remove: () => void): HTMLElement {
  const summary = make(
    'summary',
    '',
    make(
      'span',
      'row-text',
      make('b', 'code', key),
      make('small', '', sizeText(new TextEncoder().encode(text).length)),
    ),
    makeSmall('删除', remove),
  );
  return make('li', '', makeUnfolding(summary, [['内容', dataIn(text)]]));
}

function dataIn(text: string): unknown {
  try {
    return (JSON.parse(text) as { data?: unknown }).data;
  } catch {
    return text;
  }
}
