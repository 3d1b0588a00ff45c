import type { Deliveries } from '../host';
import { isPushAnswered, type SignedNotice, type SignedPush, type WeChat } from '../wechat';

/** Who doesn't answer a push within five seconds has not answered: WeChat's own rule. */
const ANSWER_WITHIN_MS = 5_000;

export interface PushReply {
  readonly status: number;
  readonly body: string;
}

/** Posts a push to the address that the mini program's settings name. */
export async function postPush(url: string, { query, body }: SignedPush): Promise<PushReply> {
  const response = await post(`${url}?${new URLSearchParams(query).toString()}`, body);
  return { status: response.status, body: await response.text() };
}

/** What WeChat and WeChat Pay send by themselves, to functions of this machine only. */
export function deliveriesOf(wechat: WeChat, machineUrl: string, pushUrl: string): Deliveries[] {
  const { push, cashier } = wechat;
  const pushes: Deliveries = {
    nextAtMs: push.nextAtMs,
    deliver: gathered('push', async (tell) => {
      await push.deliverDue(async (signed, message) => {
        const isAnswered = await postPush(pushUrl, signed).then(
          ({ status, body }) => isPushAnswered(status, body),
          () => false,
        );
        tell(String(message['Event']), isAnswered);
        return isAnswered;
      });
    }),
  };
  const notices: Deliveries | undefined = cashier && {
    nextAtMs: cashier.nextNoticeAtMs,
    deliver: gathered('payment notice', async (tell) => {
      await cashier.deliverDue(async (notice) => {
        const isAnswered = isAt(notice.url, machineUrl) && (await isTaken(notice));
        tell(new URL(notice.url).pathname, isAnswered);
        return isAnswered;
      });
    }),
  };
  return notices ? [pushes, notices] : [pushes];
}

const isAt = (url: string, machineUrl: string): boolean =>
  URL.canParse(url) && new URL(url).origin === new URL(machineUrl).origin;

const isTaken = ({ url, headers, body }: SignedNotice): Promise<boolean> =>
  post(url, body, headers).then(
    ({ status }) => status === 200 || status === 204,
    () => false,
  );

const post = (url: string, body: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
  });

type Tell = (trigger: string, isAnswered: boolean) => void;

/** Runs a delivery and gives what it told of. */
function gathered(called: string, work: (tell: Tell) => Promise<void>): Deliveries['deliver'] {
  return async () => {
    const told: { function: string; trigger: string; isAnswered: boolean }[] = [];
    await work((trigger, isAnswered) => told.push({ function: called, trigger, isAnswered }));
    return told;
  };
}
