/**
 * `auth.code2Session`: what a code of `wx.login` stands for.
 * Taken from a published document: developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/user-login/code2Session.html
 * (小程序登录). A code is good for one call within five minutes.
 */
import { refuse, succeed, type OpenApi } from '../answers';
import { textOf } from '../fields';
import { takeLogin } from '../login';

export const code2Session: OpenApi = (data, desk) => {
  const { appid, secret } = desk.miniProgram;
  if (textOf(data, 'appid') !== appid) return refuse(desk, 40013);
  const given = textOf(data, 'secret');
  if (given === undefined || (secret !== undefined && given !== secret)) return refuse(desk, 40125);
  if (data['grant_type'] !== 'authorization_code') return refuse(desk, 40002);
  const code = textOf(data, 'js_code');
  if (code === undefined) return refuse(desk, 41008);
  const login = takeLogin(desk, code);
  if (login === undefined) return refuse(desk, 40029);
  return succeed({ openid: login.openid, session_key: login.sessionKey });
};
