/** Characters of a scene, from the document of getUnlimitedQRCode. No `%`: Chinese has to be encoded in another way. */
const SCENE_CHARACTERS = /^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]*$/;

export const MAX_SCENE_CHARACTERS = 32;

/** 扫描小程序码. */
export const SCANNED_CODE = 1047;

export const hasSceneCharacters = (scene: string): boolean => SCENE_CHARACTERS.test(scene);

/** What a code holds: the preview, launched by a scanned code on its page. `scene` is encoded, as WeChat hands it on. */
export function codeUrl(publicUrl: string, page: string, scene: string): string {
  const url = new URL(publicUrl);
  url.searchParams.set('scene', String(SCANNED_CODE));
  url.hash = `/${page}?scene=${encodeURIComponent(scene)}`;
  return url.href;
}

export type ReadCode =
  | { readonly ok: true; readonly page: string; readonly scene: string }
  | { readonly ok: false; readonly code: 'NOT_A_CODE' | 'CODE_OF_ANOTHER_PLACE' | 'INVALID_SCENE' };

/** What a scanner read, or somebody pasted: a code of this preview, or why it is none. */
export function readCodeUrl(publicUrl: string, text: string): ReadCode {
  if (!URL.canParse(text)) return { ok: false, code: 'NOT_A_CODE' };
  const url = new URL(text);
  const here = new URL(publicUrl);
  if (url.origin !== here.origin || url.pathname !== here.pathname) {
    return { ok: false, code: 'CODE_OF_ANOTHER_PLACE' };
  }
  const [, page, encoded] = /^#\/([^?]+)\?scene=([^&]*)$/.exec(url.hash) ?? [];
  const scene = decoded(encoded);
  if (page === undefined || scene === undefined) return { ok: false, code: 'NOT_A_CODE' };
  const valid = scene !== '' && scene.length <= MAX_SCENE_CHARACTERS && hasSceneCharacters(scene);
  return valid ? { ok: true, page, scene } : { ok: false, code: 'INVALID_SCENE' };
}

function decoded(text: string | undefined): string | undefined {
  try {
    return text === undefined ? undefined : decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
