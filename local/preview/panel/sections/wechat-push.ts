import { Choice, Outcome, makeCard, makeField, makeForm, makeInput, makeSubmit } from '../controls';
import type { PanelContext, SectionView } from '../context';
import { make, setText } from '../dom';
import { refusalOf } from '../server';

/** Events of 消息推送, and fields of which one would otherwise have to look up the form. */
const events: readonly (readonly [event: string, name: string, fields: object])[] = [
  ['user_authorization_revoke', '撤回授权', { RevokeInfo: '6', PluginID: '', OpenPID: '' }],
  ['user_info_modified', '资料变更', { RevokeInfo: '6' }],
  ['user_authorization_cancellation', '注销账号', {}],
  ['subscribe_msg_popup_event', '订阅弹窗', { List: [] }],
  ['wxa_media_check', '图片检查结果', { trace_id: '', result: { suggest: 'pass', label: 100 } }],
  ['user_enter_tempsession', '进入客服', { SessionFrom: '' }],
];

/** Sends what WeChat would push, rightly signed or not, and shows what came back. */
export function pushCard({ address, people, wechat }: PanelContext): SectionView {
  const outcome = new Outcome();
  const event = makeInput('text');
  const names = make('datalist');
  names.id = 'push-events';
  names.append(...events.map(([value, name]) => new Option(name, value)));
  event.setAttribute('list', names.id);
  const fields = make('textarea', 'input code');
  Object.assign(fields, { rows: 4, spellcheck: false });
  const fill = () => {
    const known = events.find(([value]) => value === event.value);
    if (known) fields.value = JSON.stringify(known[2], null, 2);
  };
  event.addEventListener('change', fill);
  event.value = events[0]?.[0] ?? '';
  fill();
  const signature = new Choice('签名');
  signature.show([
    { value: 'right', text: '签名正确' },
    { value: 'wrong', text: '签名错误' },
  ]);
  const who = make('p', 'hint');
  const answerBox = make('pre', 'json');
  answerBox.hidden = true;

  const send = async () => {
    const name = event.value.trim();
    if (name === '') return outcome.refuse('先写事件的名字');
    const body = objectIn(fields.value);
    if (!body) return outcome.refuse('内容要是一个 JSON 对象，例如 {"RevokeInfo": "6"}');
    outcome.say('正在推送…');
    const answer = await wechat.ask('push', {
      event: name,
      openid: address.phone.openid,
      fields: body,
      signature: signature.value === 'wrong' ? 'wrong' : 'right',
    });
    answerBox.hidden = !answer.ok;
    if (!answer.ok) return outcome.refuse(`没有推送：${refusalOf(answer)}`);
    const { status, body: text } = answer.value;
    setText(answerBox, text === '' ? '（空的回答）' : text);
    if (status === 0) outcome.refuse('没有人接收推送');
    else if (status < 300) outcome.say(`回答 HTTP ${status}`);
    else outcome.refuse(`回答 HTTP ${status}`);
  };
  return {
    element: makeCard(
      '消息推送',
      who,
      makeForm(
        () => void send(),
        makeField('事件', event, names),
        makeField('内容', fields),
        makeField('签名', signature.element, makeSubmit('推送')),
      ),
      outcome.element,
      answerBox,
    ),
    show: () => {
      const { openid } = address.phone;
      setText(who, `关于${people.nameOf(openid)}，马上推给小程序的后台。`);
    },
  };
}

function objectIn(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text.trim() === '' ? '{}' : text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
