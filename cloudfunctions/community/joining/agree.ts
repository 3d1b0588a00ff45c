import { memberAction } from '../call';
import { commitCaller } from '../members';
import { agreeContract } from './contract';
import { progressOf } from './progress';
import { consentVersionOf } from './rules';

/** Older ones are of versions that nobody asks about any more. */
const MAX_CONSENTS = 20;

/** Keeps that the caller agrees to this version of the rules: when, and which. */
export const agree = memberAction(agreeContract, async (call, { version }) => {
  const { convention } = call.rulebook.joining;
  if (version !== convention.version) {
    return {
      refused: 'RULES_CHANGED',
      message: 'Another version of the rules holds now.',
      data: { version: convention.version },
    };
  }
  const { member } = await commitCaller(call, (stands) => {
    const known = stands.member;
    if (consentVersionOf(known) === version) return { outcome: {} };
    const consents = [...known.consents, { version, atMs: call.nowMs }].slice(-MAX_CONSENTS);
    const personal = { ...known.personal, openid: known.personal.openid || call.sealedOpenid() };
    return { outcome: {}, next: { ...known, consents, personal } };
  });
  return { data: progressOf(call, member) };
});
