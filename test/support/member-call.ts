import { randomBytes } from 'node:crypto';
import type { MemberCall } from '../../cloudfunctions/community/call';
import { defaultRulebook } from '../../cloudfunctions/community/rulebook';
import { vaultOf } from '../../cloudfunctions/community/vault';

const notHere = (): never => {
  throw new Error('this test has no WeChat and no files');
};

/** A call of a room's action without a door: what is not given is as plain as it can be. */
export const memberCall = (
  given: Pick<MemberCall, 'memberId' | 'documents' | 'requestId'> & Partial<MemberCall>,
): MemberCall => {
  const nowMs = given.nowMs ?? Date.UTC(2026, 5, 18, 2);
  return {
    nowMs,
    clockMs: () => nowMs,
    random: Math.random,
    randomBytes,
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms / 10)),
    sealedOpenid: () => 'sealed',
    vault: vaultOf('a secret of this test', randomBytes),
    clientIp: '',
    templates: { admission: '', checkIn: '' },
    wechat: {
      appid: 'wx-test',
      checkText: notHere,
      checkPicture: notHere,
      makeCode: notHere,
      sessionKeyOf: notHere,
      riskRank: () => Promise.resolve('unknown'),
      send: notHere,
    },
    files: { upload: notHere, addressOf: notHere },
    rulebook: defaultRulebook,
    ...given,
  };
};
