import { makeCard } from '../controls';
import type { PanelContext, SectionView } from '../context';
import { make } from '../dom';
import { List } from '../list';
import { ask } from '../server';
import { minuteTime } from '../clock';
import { sizeText } from '../size-text';

interface CloudFile {
  readonly path: string;
  readonly sizeBytes: number;
  readonly atMs: number;
  /** null: put there by a function. */
  readonly owner: string | null;
}

const askEveryMs = 2_000;

/** Files in the cloud. Hidden where the server keeps none. */
export function filesCard({ data, people, refresh }: PanelContext): SectionView {
  let files: readonly CloudFile[] | undefined;
  let askedAtMs = 0;
  let isThere = data.base === '';
  const load = async () => {
    const answer = await ask<CloudFile[]>('/cloud/files');
    if (answer.ok) files = answer.value;
    else if (answer.status === 404) isThere = false;
    refresh();
  };
  const list = new List<CloudFile>(
    '云端文件',
    '云端还没有文件。',
    ({ path, atMs }) => `${path} ${atMs}`,
    ({ path, sizeBytes, atMs, owner }) => ({
      element: make(
        'li',
        'row',
        make(
          'div',
          'row-text',
          make('b', 'code', path),
          make('small', '', `${sizeText(sizeBytes)} · ${minuteTime(atMs)}`),
          make('small', '', owner === null ? '云函数存的' : people.nameOf(owner)),
        ),
      ),
    }),
  );
  const element = makeCard('云端文件', list.element);
  return {
    element,
    show: () => {
      if (isThere && Date.now() - askedAtMs > askEveryMs) {
        askedAtMs = Date.now();
        void load();
      }
      element.hidden = files === undefined;
      list.show(files ?? []);
    },
  };
}
