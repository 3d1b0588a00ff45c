import type { Bill } from '../../../wechat/http/line';
import { make, makeButton } from '../dom';
import type { Panel } from '../panel';
import type { Person } from '../person';
import { openSheet, sheetTitle } from '../sheet';
import type { WeChatServers } from '../wechat-servers';
import { Failure, requiredText, type Area, type Options } from './answer';
import type { ToldAnswer } from './told';

/** For the fail of a virtual payment that the member took back. */
const cancelledVirtually = -2;

function yuanText(totalFen: number): string {
  return `¥${Math.trunc(totalFen / 100)}.${String(totalFen % 100).padStart(2, '0')}`;
}

function askToPay(overlay: HTMLElement, { title, totalFen }: Bill): Promise<boolean> {
  return new Promise((resolve) => {
    const finish = (pays: boolean) => () => {
      close();
      resolve(pays);
    };
    const close = openSheet(
      overlay,
      '微信支付',
      finish(false),
      sheetTitle('微信支付'),
      make('p', 'phone-bill-title', title),
      make('p', 'phone-bill-amount', yuanText(totalFen)),
      make(
        'div',
        'phone-answers',
        makeButton('phone-answer', '', finish(false), '取消'),
        makeButton('phone-answer phone-answer-main', '', finish(true), '支付'),
      ),
    );
  });
}

export interface PaymentParts {
  overlay: HTMLElement;
  wechat: WeChatServers;
  person: Person;
  panel: Panel;
  tellAnswer: ToldAnswer;
}

/** The bill is opened at the server first: what is wrong with it, no member sees. */
export function paymentArea({ overlay, wechat, person, panel, tellAnswer }: PaymentParts): Area {
  const settle = async (bill: Bill, cancelled: Failure): Promise<void> => {
    const { pay, notice } = person.state;
    const pays = pay === 'ask' ? await askToPay(overlay, bill) : pay === 'pay';
    if (!pays) throw cancelled;
    await wechat.call('pay', { billId: bill.billId, notice });
    panel.tell({ kind: 'wechat' });
  };
  return {
    requestPayment: (options: Options = {}) =>
      tellAnswer('requestPayment', options, async () => {
        const bill = await wechat.call('requestPayment', {
          timeStamp: requiredText(options, 'timeStamp'),
          nonceStr: requiredText(options, 'nonceStr'),
          package: requiredText(options, 'package'),
          signType: options['signType'] === undefined ? 'MD5' : requiredText(options, 'signType'),
          paySign: requiredText(options, 'paySign'),
        });
        await settle(bill, new Failure('cancel'));
      }),
    requestVirtualPayment: (options: Options = {}) =>
      tellAnswer('requestVirtualPayment', options, async () => {
        const bill = await wechat.call('requestVirtualPayment', {
          mode: requiredText(options, 'mode'),
          signData: requiredText(options, 'signData'),
          paySig: requiredText(options, 'paySig'),
          signature: requiredText(options, 'signature'),
        });
        await settle(bill, new Failure('cancel', { errCode: cancelledVirtually }));
      }),
  };
}
