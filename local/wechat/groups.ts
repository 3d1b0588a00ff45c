/**
 * `wx.getGroupEnterInfo`, and open data by cloudID.
 * Taken from published documents: developers.weixin.qq.com/miniprogram/dev/api/open-api/group/wx.getGroupEnterInfo.html and
 * …/miniprogram/dev/framework/open-ability/signature.html (开放数据校验与解密: watermark, cloudID, five minutes).
 */
import type { ClientAnswer } from './answers';
import { sealOpenData, type SealedData } from './crypto/open-data-crypt';
import { secondsOf, type Desk } from './desk';
import { visit } from './members';
import { serve } from './serve';

const IV_BYTES = 16;
const CLOUD_ID_BYTES = 32;
const CLOUD_ID_LASTS_MS = 5 * 60_000;
const NOT_FROM_A_GROUP = 40097;
const NOT_IN_THE_GROUP = 65206;

export interface GroupEntry {
  readonly openid: string;
  /** The group whose card or tool opened the mini program; undefined when it was opened otherwise. */
  readonly opengid: string | undefined;
}

export type GroupEnterInfo = SealedData & { readonly cloudID: string };

const failed = (errCode: number): ClientAnswer<GroupEnterInfo> => ({
  ok: false,
  error: { errMsg: 'getGroupEnterInfo:fail', errCode },
});

export function groupEnterInfo(desk: Desk, entry: GroupEntry): Promise<ClientAnswer<GroupEnterInfo>> {
  return serve<ClientAnswer<GroupEnterInfo>>(desk, {
    name: 'getGroupEnterInfo',
    request: entry,
    answer: () => enter(desk, entry),
    failure: failed,
    record: (answer) => ({ answer, errcode: answer.ok ? 0 : answer.error.errCode }),
  });
}

function enter(desk: Desk, { openid, opengid }: GroupEntry): ClientAnswer<GroupEnterInfo> {
  if (opengid === undefined) return failed(NOT_FROM_A_GROUP);
  if (hasLeft(desk, openid, opengid)) return failed(NOT_IN_THE_GROUP);
  const { sessionKey } = visit(desk, openid);
  const data = {
    opengid,
    watermark: { appid: desk.miniProgram.appid, timestamp: secondsOf(desk.now()) },
  };
  const cloudID = desk.random(CLOUD_ID_BYTES).toString('base64url');
  forgetStale(desk);
  desk.state.openData.push({ cloudID, openid, data, issuedAtMs: desk.now() });
  const sealed = sealOpenData(data, sessionKey, desk.random(IV_BYTES));
  return { ok: true, result: { errMsg: 'getGroupEnterInfo:ok', ...sealed, cloudID } };
}

const hasLeft = (desk: Desk, openid: string, opengid: string): boolean =>
  desk.state.departures.some((gone) => gone.openid === openid && gone.opengid === opengid);

/** Only the group itself could tell; here a panel does. */
export function setInGroup(desk: Desk, openid: string, opengid: string, isIn: boolean): void {
  const { state } = desk;
  state.departures = state.departures.filter((gone) => gone.openid !== openid || gone.opengid !== opengid);
  if (!isIn) state.departures.push({ openid, opengid });
  desk.save();
}

export type OpenDataAnswer =
  | { readonly cloudID: string; readonly data: Readonly<Record<string, unknown>> }
  | { readonly cloudID: string; readonly errCode: number; readonly errMsg: string };

/**
 * What stands in a function's event instead of a cloudID. Only its own member's call opens one. The document shows no
 * error for one that can't be opened; this one is ours.
 */
export function openByCloudId(desk: Desk, cloudID: string, openid: string): OpenDataAnswer {
  forgetStale(desk);
  const found = desk.state.openData.find((known) => known.cloudID === cloudID && known.openid === openid);
  return found
    ? { cloudID, data: structuredClone(found.data) }
    : { cloudID, errCode: -601002, errMsg: 'cloudID is unknown, expired or of another member' };
}

function forgetStale(desk: Desk): void {
  const { state } = desk;
  state.openData = state.openData.filter(({ issuedAtMs }) => desk.now() - issuedAtMs <= CLOUD_ID_LASTS_MS);
}
