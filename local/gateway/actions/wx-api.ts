import { invalid, unsupported } from '../gateway-error';
import type { Action } from './action';

/** `{apiName, requestData}`, the data as JSON text → `{data: {responseData}}`, or an error of whoever plays WeChat. */
export const callWxApi: Action = async (body, { wxApi }) => {
  if (wxApi === undefined) throw unsupported('wx.api (no wxApi was given)');
  const answer = await wxApi.answerJson({ apiName: body['apiName'], requestData: body['requestData'] });
  return { ...answer };
};

/** The same as multipart/form-data: the data is protobuf, and so is the answer, unless it is an error. */
export const callWxOpenApi: Action = async (body, { wxApi }) => {
  if (wxApi === undefined) throw unsupported('wx.openApi (no wxApi was given)');
  const { apiName, requestData } = body;
  if (!Buffer.isBuffer(apiName) || apiName.length === 0) throw invalid('wx.openApi needs a part apiName');
  if (!Buffer.isBuffer(requestData)) throw invalid('wx.openApi needs a part requestData');
  const answer = await wxApi.answerCompatible({ apiName: apiName.toString('utf8'), requestData });
  return answer.ok ? answer.bytes : { code: answer.code, message: answer.message };
};
