import type { CheckedText, TextToCheck } from './check-text';
import type { PictureToCheck, PictureUnderCheck } from './check-picture';
import type { CodeOrder, MadeCode } from './make-code';
import type { RiskQuestion, RiskRank } from './risk-rank-of';
import type { SentMessage, SubscribeMessage } from './send-subscribe-message';
import type { Login, SessionAnswer } from './session-of';

/** WeChat's servers as rooms see them. What can be expected to fail is an answer with `refused`; nothing is thrown. */
export interface WeChatPort {
  checkText(text: TextToCheck): Promise<CheckedText>;
  checkPicture(picture: PictureToCheck): Promise<PictureUnderCheck>;
  makeCode(order: CodeOrder): Promise<MadeCode>;
  sessionOf(login: Login): Promise<SessionAnswer>;
  riskRankOf(question: RiskQuestion): Promise<RiskRank | 'unknown'>;
  sendSubscribeMessage(message: SubscribeMessage): Promise<SentMessage>;
}

export type {
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
};
