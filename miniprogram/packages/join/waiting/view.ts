import { joinCopy } from '../../../copy/join';
import { joinWaitingCopy } from '../../../copy/join-waiting';
import type { JoinView } from '../../../services/join';
import { dayNameOf, shanghaiDayOf, shanghaiTimeOf } from '../../../utils/format';

export function viewOf({ application, own }: JoinView, nowMs: number) {
  const { state, appliedAtMs, reason, mayApplyAtMs } = application ?? NOTHING_YET;
  const dayOf = (atMs: number) => dayNameOf(shanghaiDayOf(atMs), shanghaiDayOf(nowMs));
  const isOver = state === 'rejected';
  const mayApply = state === 'asked_again' || (isOver && mayApplyAtMs <= nowMs);
  const words = {
    queued: joinWaitingCopy.queued,
    rejected: joinWaitingCopy.rejected,
    asked_again: joinWaitingCopy.askedAgain,
  }[state];
  return {
    state,
    ...words,
    face: { avatar: own.face.avatar, picture: own.face.picture },
    reason: reason === null ? '' : joinCopy.reasons[reason],
    steps:
      state === 'queued'
        ? joinWaitingCopy.steps.map(({ title, line }) => ({ title, line: line(dayOf(appliedAtMs)) }))
        : [],
    mayApply: isOver
      ? mayApply
        ? joinWaitingCopy.mayApplyNow
        : joinWaitingCopy.mayApply(`${dayOf(mayApplyAtMs)} ${shanghaiTimeOf(mayApplyAtMs)}`)
      : '',
    action: mayApply ? (isOver ? joinWaitingCopy.applyAgain : joinWaitingCopy.goOn) : '',
  };
}

const NOTHING_YET = { state: 'queued', appliedAtMs: 0, reason: null, mayApplyAtMs: 0 } as const;

export type WaitingView = ReturnType<typeof viewOf>;
