import { pageProblem, pageOf } from '../address';

export type ReadCode =
  { readonly ok: true; readonly page: string } | { readonly ok: false; readonly problem: string };

const refused = (problem: string): ReadCode => ({ ok: false, problem });

/** What a scanner read: a code holds the address of this preview with a page behind its `#`. */
export function readCode(text: string, base: string): ReadCode {
  if (!URL.canParse(text)) return refused(`码里写的是“${text.slice(0, 40)}”，不是小程序码`);
  const url = new URL(text);
  if (url.origin !== location.origin || url.pathname !== `${base}/`) {
    return refused(`这个码属于 ${url.host}${url.pathname}，不属于这个预览`);
  }
  const page = pageOf(url.hash.slice(1));
  if (page === '') return refused('这个码里没有页面');
  const problem = pageProblem(page);
  return problem === undefined ? { ok: true, page } : refused(problem);
}
