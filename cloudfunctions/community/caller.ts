import type {
  CheckedText,
  CodeOrder,
  MadeCode,
  PictureToCheck,
  PictureUnderCheck,
  RiskQuestion,
  RiskRank,
  SentMessage,
  SessionAnswer,
  SubscribeMessage,
  TextToCheck,
  WeChatPort,
} from '../platform/wechat/port';
import { memberIdOf } from './members';
import { vaultOf, type Vault } from './vault';

/** WeChat for the one who calls: rooms say what, the door knows who. */
export interface CallerWeChat {
  checkText(text: Omit<TextToCheck, 'openid'>): Promise<CheckedText>;
  checkPicture(picture: Omit<PictureToCheck, 'openid'>): Promise<PictureUnderCheck>;
  makeCode(order: CodeOrder): Promise<MadeCode>;
  /** The session that a code of `wx.login` stands for; another member's code is as good as none. */
  sessionKeyOf(loginCode: string): Promise<{ readonly sessionKey: string } | { readonly refused: string }>;
  /** `unknown` also where the platform does not say where the call came from. */
  riskRank(scene: RiskQuestion['scene']): Promise<RiskRank | 'unknown'>;
  /** To whoever is behind the sealed openid. `unreachable`: it was sealed under another key. */
  send(sealedOpenid: string, message: Omit<SubscribeMessage, 'openid'>): Promise<SentMessage | 'unreachable'>;
  readonly appid: string;
}

interface Caller {
  readonly openid: string;
  readonly clientIp: string;
  readonly randomBytes: (count: number) => Buffer;
}

/** What the community knows of whoever WeChat vouches for. */
export function callerOf({ openid, clientIp, randomBytes }: Caller, key: string, wechat: OpenWeChat) {
  const vault = vaultOf(key, randomBytes);
  return {
    memberId: memberIdOf(openid, key),
    sealedOpenid: () => vault.seal(openid, 'sealed openid'),
    vault,
    wechat: forCaller(openid, clientIp, vault, wechat),
  };
}

export interface OpenWeChat {
  readonly port: WeChatPort;
  readonly appid: string;
}

/** Sends to whoever is behind a sealed openid. */
export const senderBy =
  (vault: Pick<Vault, 'open'>, { port }: Pick<OpenWeChat, 'port'>): CallerWeChat['send'] =>
  async (sealedOpenid, message) => {
    const receiver = vault.open(sealedOpenid, 'sealed openid');
    return receiver === undefined
      ? 'unreachable'
      : port.sendSubscribeMessage({ ...message, openid: receiver });
  };

const forCaller = (
  openid: string,
  clientIp: string,
  vault: Vault,
  { port, appid }: OpenWeChat,
): CallerWeChat => ({
  appid,
  checkText: (text) => port.checkText({ ...text, openid }),
  checkPicture: (picture) => port.checkPicture({ ...picture, openid }),
  makeCode: (order) => port.makeCode(order),
  async sessionKeyOf(code) {
    const session: SessionAnswer = await port.sessionOf({ code });
    if ('refused' in session) return { refused: session.refused };
    return session.openid === openid ? { sessionKey: session.sessionKey } : { refused: 'FOREIGN_LOGIN' };
  },
  riskRank: (scene) => (clientIp ? port.riskRankOf({ openid, clientIp, scene }) : Promise.resolve('unknown')),
  send: senderBy(vault, { port }),
});
