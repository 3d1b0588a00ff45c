import type { Answer, ActionContract } from '../../cloudfunctions/community/contract';
import { dayOf, isoDateOf } from '../../cloudfunctions/community/time';
import type { MemberContracts } from '../../cloudfunctions/member/contract';
import type { OperatorContracts } from '../../cloudfunctions/operator/contract';
import { FunctionFailure, type Host } from '../host';
import { LOCAL_OWNERS } from '../local-owners';
import type { Goods, Step, WayIn } from './step';

/** On a machine with much else to do, a call may take longer than a function is given. */
const TRIES = 3;

/** Of somebody whom the rules let in, and of somebody whom a person has to look at. */
const FITTING_ANSWERS = [
  { questionId: 'experience', choices: ['some'] },
  { questionId: 'wants', choices: ['learn', 'friends'] },
  { questionId: 'time', value: 5 },
];
const MISFITTING_ANSWERS = [
  { questionId: 'experience', choices: ['sell'] },
  { questionId: 'wants', choices: ['customers'] },
  { questionId: 'about', text: '想给大家看看我们家的泥料和工具。' },
];

/** Where all their parcels go. */
const ADDRESS = {
  recipient: '小满社友',
  phone: '13800138000',
  province: '浙江省',
  city: '丽水市',
  county: '龙泉市',
  regionCode: '331181',
  detail: '溪边路 24 号',
  isDefault: true,
};

/** Carries out one step through the doors that everybody uses, with the clock standing at the step's instant. */
export class Performer {
  constructor(
    private readonly host: Host,
    private readonly memberIdOf: (openid: string) => string,
  ) {}

  async perform(step: Step): Promise<void> {
    const memberId = this.memberIdOf(step.openid);
    switch (step.kind) {
      case 'join':
        return this.join(step, step.way);
      case 'claim':
        return done(
          step,
          await this.ask(step, 'claimTask', { taskId: step.taskId, period: 'o' }, step.id),
          'ALREADY_CLAIMED',
          'TASK_UNFINISHED',
          'TASK_LOCKED',
        );
      case 'checkIn':
        return done(
          step,
          await this.ask(step, 'checkIn', { day: isoDateOf(dayOf(step.atMs)) }, step.id),
          'ALREADY_CHECKED_IN',
          'DAY_CHANGED',
        );
      case 'makeUp':
        return done(
          step,
          await this.ask(step, 'makeUp', { day: step.day }, step.id),
          'OUT_OF_WINDOW',
          'NO_MAKE_UP_CARD',
        );
      case 'joinChallenge': {
        const { challengeId, pledgePoints } = step;
        const answer = await this.ask(step, 'joinChallenge', { challengeId, pledgePoints }, step.id);
        return done(step, answer, 'ALREADY_JOINED');
      }
      case 'fact': {
        const input = { memberId, type: step.type, factId: step.id };
        return done(step, await this.operate(step, 'recordFact', input), 'LIMIT_REACHED');
      }
      case 'adjust':
        return this.adjust(step, memberId, step);
      case 'reverse':
        return this.reverse(step, memberId, step.factId);
      case 'shelve':
        return this.shelve(step, step.goods);
      case 'redeem':
        return this.redeem(step, step);
      case 'ship':
        return this.ship(step, step.number);
    }
  }

  /** Each step of the way as a phone takes it; what was taken before stays as it is. */
  private async join(step: Step, { invitedBy, nickname, fits }: WayIn): Promise<void> {
    const scene = invitedBy ? await this.codeOf(step, invitedBy) : undefined;
    const arrived = await this.ask(step, 'arrive', scene ? { scene } : {}, `${step.id}-1`);
    done(step, arrived);
    const version = arrived.ok ? arrived.data.rules.version : 0;
    done(step, await this.ask(step, 'agree', { version }, `${step.id}-2`));
    done(step, await this.ask(step, 'introduce', nickname ? { nickname } : {}, `${step.id}-3`));
    const answers = fits ? FITTING_ANSWERS : MISFITTING_ANSWERS;
    done(step, await this.ask(step, 'apply', { answers }, `${step.id}-4`));
  }

  /** The code that the inviter shows. */
  private async codeOf(step: Step, inviter: string): Promise<string> {
    const answer = await this.ask({ ...step, openid: inviter }, 'myJoinCode', {}, `${step.id}-0`);
    done(step, answer);
    return answer.ok ? answer.data.code : '';
  }

  /** Above the rulebook's limit the first owner's answer is a proposal, and the second one agrees. */
  private async adjust(
    step: Step,
    memberId: string,
    { points, reason }: Extract<Step, { kind: 'adjust' }>,
  ): Promise<void> {
    const answer = await this.operate(step, 'adjust', { memberId, points, reason });
    done(step, answer);
    if (!answer.ok || answer.data.state !== 'proposed') return;
    const { adjustmentId } = answer.data;
    done(step, await this.operate(step, 'approveAdjustment', { adjustmentId }, LOCAL_OWNERS[1]));
  }

  /**
   * As an operator does it: looks the entry up in the account, then undoes it by its number. There is none where a
   * limit kept it out.
   */
  private async reverse(step: Step, memberId: string, factId: string): Promise<void> {
    const account = await this.operate(step, 'account', { memberId });
    done(step, account);
    const entries = account.ok ? account.data.entries : [];
    const seq = entries.find(({ fact }) => fact['factId'] === factId)?.seq;
    if (seq === undefined) return;
    done(step, await this.operate(step, 'reverse', { memberId, seq }));
  }

  private async shelve(step: Step, { item, stock, codes }: Goods): Promise<void> {
    const { itemId, variants } = item;
    const by = (what: string) => ({ ...step, id: `${step.id}-${what}` });
    done(step, await this.operate(by('item'), 'saveItem', { ...item, ver: null }));
    const variantIds = variants.length === 0 ? [''] : variants.map(({ variantId }) => variantId);
    for (const variantId of variantIds) {
      const supply =
        codes.length > 0 ? { csv: ['code', ...codes].join('\n') } : { quantity: stock, reason: 'delivery' };
      const action = codes.length > 0 ? 'importCodes' : 'moveStock';
      done(step, await this.operate(by(`stock-${variantId}`), action, { itemId, variantId, ...supply }));
    }
    done(step, await this.operate(by('listed'), 'setItemStatus', { itemId, status: 'listed' }));
  }

  /** As the pages do it: looks at it, says where it goes, and redeems at the price that was seen. */
  private async redeem(
    step: Step,
    { itemId, variantId, quantity }: Extract<Step, { kind: 'redeem' }>,
  ): Promise<void> {
    const seen = await this.ask(step, 'mallItem', { itemId });
    done(step, seen);
    if (!seen.ok) return;
    const { item, nowMs: seenAtMs, balancePoints } = seen.data;
    // Who cannot have it goes away with nothing.
    const canHave =
      item.state === 'on_sale' && item.mostNow >= quantity && item.tierGate?.isReached !== false;
    if (!canHave || balancePoints < quantity * item.pricePoints) return;
    const addressId = item.needsAddress ? { addressId: await this.addressOf(step) } : {};
    const input = { itemId, variantId, quantity, pricePoints: item.pricePoints, seenAtMs, ...addressId };
    const answer = await this.ask(step, 'redeemItem', input, step.id);
    done(step, answer, 'SOLD_OUT');
  }

  private async addressOf(step: Step): Promise<string> {
    const answer = await this.ask(step, 'saveAddress', ADDRESS, `${step.openid}-address`);
    done(step, answer);
    return answer.ok ? answer.data.addressId : '';
  }

  private async ship(step: Step, number: string): Promise<void> {
    const placed = await this.ask(step, 'orders', { state: 'placed' });
    done(step, placed);
    const orders = placed.ok ? placed.data.orders : [];
    if (orders.length === 0) return;
    const lines = orders.map(({ orderId }) => `${orderId},顺丰,${number}`);
    done(
      step,
      await this.operate(step, 'shipOrders', { csv: ['orderId,carrier,number', ...lines].join('\n') }),
    );
  }

  private ask<A extends keyof MemberContracts>(
    { openid, atMs }: Step,
    action: A,
    input: object,
    requestId?: string,
  ): Promise<Answer<MemberContracts[A]>> {
    return this.call('member', { action, input, ...(requestId ? { requestId } : {}) }, openid, atMs);
  }

  private operate<A extends keyof OperatorContracts>(
    { id, atMs }: Step,
    action: A,
    input: object,
    owner: string = LOCAL_OWNERS[0],
  ): Promise<Answer<OperatorContracts[A]>> {
    const requestId = action === 'account' ? {} : { requestId: id };
    return this.call('operator', { action, input, ...requestId }, owner, atMs);
  }

  /** As a client does it: a call that ended without an answer is made again, with the same id. */
  private async call<C extends ActionContract>(
    door: string,
    event: Readonly<Record<string, unknown>>,
    openid: string,
    atMs: number,
    triesLeft = TRIES,
  ): Promise<Answer<C>> {
    try {
      return JSON.parse(await this.host.call(door, event, openid, { stoppedAtMs: atMs })) as Answer<C>;
    } catch (error) {
      if (!(error instanceof FunctionFailure) || triesLeft === 1) throw error;
      return this.call(door, event, openid, atMs, triesLeft - 1);
    }
  }
}

type Answered = { readonly ok: true } | { readonly ok: false; readonly code: string };

/**
 * Nothing of the plan is refused, unless somebody played the member in between: an account that has been in today does
 * not go back, so today's limits and check-in hold for the rest of that history. Any other refusal is a bug.
 */
function done(step: Step, answer: Answered, ...ofOneWhoWasPlayed: readonly string[]): void {
  if (!answer.ok && !ofOneWhoWasPlayed.includes(answer.code)) {
    throw new Error(`the demo's ${step.kind} of ${step.id} was refused: ${answer.code}`);
  }
}
