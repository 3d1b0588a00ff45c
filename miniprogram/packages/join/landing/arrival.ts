import type { Arrival } from '../../../services/join';

/** A card that was tapped in a group: 1008 without its ticket, 1044 with it. */
const GROUP_SCENES = [1008, 1044];
const MAX_SCENE_CHARACTERS = 1_000;

/** What a code or a card carried. WeChat leaves it percent-encoded; what cannot be decoded goes on as it came. */
export function sceneOf({ scene }: { readonly scene?: string | undefined }): string | undefined {
  if (!scene) return undefined;
  return decoded(scene).slice(0, MAX_SCENE_CHARACTERS);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** How the mini program was opened, as far as WeChat says so. A group that stays unknown keeps nobody out. */
export async function arrivalOf(query: { readonly scene?: string | undefined }): Promise<Arrival> {
  const scene = sceneOf(query);
  const group = GROUP_SCENES.includes(wx.getEnterOptionsSync().scene) ? await groupOf() : undefined;
  return { ...(scene === undefined ? {} : { scene }), ...(group ? { group } : {}) };
}

const enterInfo = () =>
  new Promise<WechatMiniprogram.GetGroupEnterInfoSuccessCallbackResult>(
    (success, fail) => void wx.getGroupEnterInfo({ success, fail }),
  );

/** The code comes first: a newer one would change the key that the data is sealed with. */
async function groupOf(): Promise<Arrival['group']> {
  try {
    const { code } = await wx.login();
    const { encryptedData, iv } = await enterInfo();
    return code && encryptedData && iv ? { loginCode: code, encryptedData, iv } : undefined;
  } catch {
    return undefined;
  }
}
