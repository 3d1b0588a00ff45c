/**
 * `subscribeMessage.send`.
 * Taken from a published document: developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/mp-message-management/subscribe-message/sendMessage.html
 * (发送订阅消息). It doesn't say what a key does that the template lacks: here it is refused like one that is missing.
 */
import { refuse, succeed, type OpenApi } from '../answers';
import { keepNewest, type Desk } from '../desk';
import { isObject, textOf, textOr } from '../fields';
import { consumeAccept } from '../subscriptions';
import { fitsKey, type Template } from '../template-values';

const STATES = ['developer', 'trial', 'formal'];
const LANGUAGES = ['zh_CN', 'en_US', 'zh_HK', 'zh_TW'];
const MAX_INBOX = 500;

export const subscribeMessageSend: OpenApi = (data, desk) => {
  const openid = textOf(data, 'touser');
  if (openid === undefined) return refuse(desk, 40003);
  const template = desk.miniProgram.templates.find(({ id }) => id === data['template_id']);
  if (template === undefined) return refuse(desk, 40037);
  const read = valuesOf(data['data'], template);
  if (!read.ok) return refuse(desk, 47003, `data.${read.key}.value invalid`);
  if (!STATES.includes(textOr(data, 'miniprogram_state', 'formal') ?? '')) return refuse(desk, 40097);
  if (!LANGUAGES.includes(textOr(data, 'lang', 'zh_CN') ?? '')) return refuse(desk, 40097);
  const page = data['page'] ?? null;
  if (page !== null && !isPage(page, desk)) return refuse(desk, 41030);
  if (!consumeAccept(desk, openid, template.id)) return refuse(desk, 43101);
  desk.state.inbox.push({
    openid,
    templateId: template.id,
    title: template.title,
    page,
    values: read.values,
    sentAtMs: desk.now(),
  });
  keepNewest(desk.state.inbox, MAX_INBOX);
  return succeed();
};

type Values =
  | { readonly ok: true; readonly values: Record<string, string> }
  | { readonly ok: false; readonly key: string };

function valuesOf(data: unknown, template: Template): Values {
  const given = isObject(data) ? data : {};
  const foreign = Object.keys(given).find((key) => !template.keys.includes(key));
  if (foreign !== undefined) return { ok: false, key: foreign };
  const values: Record<string, string> = {};
  for (const key of template.keys) {
    const field = given[key];
    const value = isObject(field) ? field['value'] : undefined;
    const text = typeof value === 'number' ? String(value) : value;
    if (typeof text !== 'string' || !fitsKey(key, text)) return { ok: false, key };
    values[key] = text;
  }
  return { ok: true, values };
}

function isPage(page: unknown, desk: Desk): page is string {
  if (typeof page !== 'string') return false;
  const [path = ''] = page.split('?', 1);
  return desk.miniProgram.pages().includes(path);
}
