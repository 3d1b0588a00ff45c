/**
 * `wxacode.getUnlimited`, a code without end.
 * Taken from a published document: developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/qrcode-link/qr-code/getUnlimitedQRCode.html
 * (获取不限制的小程序码). Where it gives no error for a wrong parameter, 40097 stands.
 */
import { refuse, type OpenApi, type RequestData } from '../answers';
import { codeUrl, hasSceneCharacters, MAX_SCENE_CHARACTERS } from '../code-url';
import { keepNewest, type Desk } from '../desk';
import { isObject, textOr, wholeNumberOf } from '../fields';
import { qrPicture, type Ink } from '../picture';

const WIDTH_PX = { least: 280, most: 1280, otherwise: 430 };
const ENV_VERSIONS = ['release', 'trial', 'develop'];
const BLACK: Ink = { r: 0, g: 0, b: 0 };
/** Codes are permanent, and each works without being remembered; this is what a panel lists. */
const MAX_LISTED = 200;

export const getUnlimited: OpenApi = (data, desk) => {
  const { scene } = data;
  if (typeof scene !== 'string' || scene === '' || scene.length > MAX_SCENE_CHARACTERS) {
    return refuse(desk, 40169);
  }
  if (!hasSceneCharacters(scene)) return refuse(desk, 40129);
  const page = pageOf(data, desk);
  if (page === undefined) return refuse(desk, 41030);
  const envVersion = textOr(data, 'env_version', 'release') ?? '';
  const widthPx = widthOf(data['width']);
  const ink = data['line_color'] === undefined ? BLACK : inkOf(data['line_color']);
  const hyaline = flagOf(data, 'is_hyaline');
  const autoColor = flagOf(data, 'auto_color');
  if (!ENV_VERSIONS.includes(envVersion) || widthPx === undefined || ink === undefined) {
    return refuse(desk, 40097);
  }
  if (hyaline === undefined || autoColor === undefined) return refuse(desk, 40097);
  const url = codeUrl(desk.publicUrl, page, scene);
  desk.state.codes.push({ scene, page, envVersion, url, madeAtMs: desk.now() });
  keepNewest(desk.state.codes, MAX_LISTED);
  const bytes = qrPicture(url, widthPx, autoColor ? BLACK : ink, hyaline);
  return { kind: 'picture', contentType: 'image/png', bytes };
};

/** A published page without a leading slash or a query; none at all is the first page. */
function pageOf(data: RequestData, desk: Desk): string | undefined {
  const pages = desk.miniProgram.pages();
  const page = data['page'] ?? '';
  if (page === '') return pages[0];
  if (typeof page !== 'string' || page.startsWith('/') || /[?#]/.test(page)) return undefined;
  return data['check_path'] === false || pages.includes(page) ? page : undefined;
}

function widthOf(width: unknown): number | undefined {
  if (width === undefined) return WIDTH_PX.otherwise;
  const px = wholeNumberOf(width);
  return px !== undefined && px >= WIDTH_PX.least && px <= WIDTH_PX.most ? px : undefined;
}

function inkOf(color: unknown): Ink | undefined {
  if (!isObject(color)) return undefined;
  const r = lightOf(color['r']);
  const g = lightOf(color['g']);
  const b = lightOf(color['b']);
  return r === undefined || g === undefined || b === undefined ? undefined : { r, g, b };
}

function lightOf(value: unknown): number | undefined {
  const light = wholeNumberOf(value);
  return light !== undefined && light >= 0 && light <= 255 ? light : undefined;
}

function flagOf(data: RequestData, name: string): boolean | undefined {
  const flag = data[name] ?? false;
  return typeof flag === 'boolean' ? flag : undefined;
}
