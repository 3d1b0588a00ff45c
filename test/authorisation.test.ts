import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { commonRefusals } from '../cloudfunctions/community/contract';
import { RoleSchema, type Role } from '../cloudfunctions/community/roles/contract';
import type { MemberContracts } from '../cloudfunctions/member/contract';
import type { OperatorContracts } from '../cloudfunctions/operator/contract';
import { contract } from '../local/contract';
import { localMemberIdOf } from '../local/local-member-id';
import {
  dataOf,
  FITTING_ANSWERS,
  join,
  newRequestId,
  openCommunity,
  operate,
  send,
  type Community,
} from './support/community';
import { ADDRESS, TERMS } from './support/mall';

const roleNames = RoleSchema.options;
const reason = '社群换届';
const memberId = localMemberIdOf('o-other');

/** Something to ask for; an action without it does not compile. */
const inputs: Record<keyof MemberContracts | keyof OperatorContracts, object> = {
  arrive: {},
  agree: { version: 1 },
  introduce: {},
  apply: { answers: FITTING_ANSWERS },
  home: {},
  profile: {},
  checkIn: {},
  leaderboard: {},
  statement: {},
  earnCatalogue: {},
  pointsRules: {},
  checkInCalendar: {},
  makeUp: { day: '2020-01-01' },
  buyMakeUpCard: { pricePoints: 1 },
  tasks: {},
  claimTask: { taskId: 'starter_task', period: 'o' },
  challenges: {},
  joinChallenge: { challengeId: 'nobodys', pledgePoints: 0 },
  mall: {},
  mallItem: { itemId: 'nothing' },
  redeemItem: { itemId: 'nothing', variantId: '', quantity: 1, pricePoints: 1, seenAtMs: 1 },
  setFavourite: { itemId: 'nothing', isFavourite: true },
  orders: {},
  order: { orderId: 'nobodysorder1234' },
  cancelOrder: { orderId: 'nobodysorder1234' },
  confirmReceipt: { orderId: 'nobodysorder1234' },
  coupons: {},
  addresses: {},
  saveAddress: ADDRESS,
  removeAddress: { addressId: 'nobodysplace' },
  myJoinCode: {},
  notices: {},
  readNotices: { untilMs: 1 },
  allowMessage: { templateId: 'unknown' },
  claimOwnership: { code: 'a guess' },
  account: { memberId },
  adjust: { memberId, points: 1, reason: 'event' },
  approveAdjustment: { adjustmentId: 'never-proposed' },
  reverse: { memberId, seq: 9_999 },
  recordFact: { memberId, type: 'quality_pick', factId: 'never-twice' },
  admissions: {},
  decideAdmission: { memberId, decision: 'approve' },
  memberFile: { memberId },
  profileReviews: {},
  decideProfile: { memberId, part: 'nickname', value: '没人叫这个', isHarmless: true },
  joinCodes: {},
  makeJoinCode: { channel: 'poster' },
  revokeJoinCode: { code: 'nobodyMadeIt' },
  mallItems: {},
  saveItem: { itemId: 'nothing', ver: 7, ...TERMS },
  setItemStatus: { itemId: 'nothing', status: 'listed' },
  moveStock: { itemId: 'nothing', variantId: '', quantity: 1, reason: 'delivery' },
  stockMoves: { itemId: 'nothing' },
  importCodes: { itemId: 'nothing', variantId: '', csv: 'code' },
  mallOrders: {},
  shipOrders: { csv: 'orderId,carrier,number' },
  refundOrder: { orderId: 'nobodysorder1234', restock: true, reason: 'mistake' },
  roles: {},
  roleFacts: {},
  grantRole: { memberId, role: 'auditor', reason },
  revokeRole: { memberId, role: 'finance', reason },
};

const printed = contract().actions as readonly {
  readonly door: string;
  readonly action: keyof typeof inputs;
  readonly changes: boolean;
  readonly callers: readonly string[];
  readonly roles?: readonly Role[];
  readonly refusals: object;
}[];

/** Every action × everybody, as `npm run contract` prints it. */
describe('who may do what', () => {
  let community: Community;
  beforeAll(async () => {
    community = await openCommunity();
    for (const openid of ['o-other', 'o-plain', ...roleNames.map((role) => `o-${role}`)]) {
      await join(community.url, openid);
    }
    for (const role of roleNames) {
      const grant = { memberId: localMemberIdOf(`o-${role}`), role, reason };
      dataOf(await operate(community.url, 'grantRole', grant));
    }
  }, 60_000);
  afterAll(() => community.close());

  describe.each(printed)('$door/$action', ({ door, action, changes, callers, roles = [], refusals }) => {
    let visitors = 0;
    const codeFor = async (openid: string | undefined, input = inputs[action]) => {
      const requestId = changes ? { requestId: newRequestId() } : {};
      const { body } = await send(
        community.url,
        JSON.stringify({ action, input, ...requestId }),
        openid,
        door,
      );
      return body.ok ? 'ok' : body.code;
    };
    const isLetThrough = (code: string | undefined) => {
      expect(['ok', ...Object.keys(refusals)]).toContain(code);
      expect(Object.keys(commonRefusals)).not.toContain(code);
    };
    const isForOperators = callers.includes('operator');

    it('is not for the nameless', async () => {
      expect(await codeFor(undefined)).toBe('UNAUTHENTICATED');
    });

    it('is for who has never been here exactly where it says so', async () => {
      const code = await codeFor(`o-visitor-${action}-${(visitors += 1)}`);
      if (callers.includes('visitor')) isLetThrough(code);
      else expect(code).toBe(isForOperators ? 'FORBIDDEN' : 'NOT_A_MEMBER');
    });

    it('is for another member exactly where it says so', async () => {
      const code = await codeFor('o-plain');
      if (isForOperators) expect(code).toBe('FORBIDDEN');
      else isLetThrough(code);
    });

    it.each(roleNames)('lets %s through exactly as declared', async (role) => {
      const code = await codeFor(`o-${role}`);
      if (isForOperators && !roles.includes(role)) expect(code).toBe('FORBIDDEN');
      else isLetThrough(code);
    });

    it('tells nothing of its input to whom it is not for', async () => {
      if (isForOperators) expect(await codeFor('o-plain', { nonsense: 1 })).toBe('FORBIDDEN');
      expect(await codeFor('o-owner', { nonsense: 1 })).toBe('INVALID_INPUT');
    });
  });
});
