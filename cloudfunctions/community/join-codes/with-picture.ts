import type { MemberCall } from '../call';
import { commitCode } from './commit-code';
import { LANDING_PAGE } from './landing-page';
import type { JoinCode } from './store';

/** Sharp on a poster of 750 points, and far below what a function may carry. */
const WIDTH_PX = 560;

/** The code with its picture, made when it is first wanted. Where WeChat makes none just now, the code stands without. */
export async function withPicture(call: MemberCall, joinCode: JoinCode): Promise<JoinCode> {
  if (joinCode.picture) return joinCode;
  const { _id: code } = joinCode;
  const made = await call.wechat.makeCode({ scene: code, page: LANDING_PAGE, widthPx: WIDTH_PX });
  if ('refused' in made) return joinCode;
  const extension = made.contentType === 'image/png' ? 'png' : 'jpg';
  // Of two calls at once both write the same picture to the same place.
  const picture = await call.files.upload(`codes/${code}.${extension}`, made.bytes);
  const written = await commitCode(call, code, (stored) => (stored.picture ? undefined : { picture }));
  return written ?? joinCode;
}
