import cloudbase from '@cloudbase/node-sdk';
import type { Secrets } from '../../../local/machine';

export interface FunctionContext {
  readonly environment?: string;
}

export const cloud = cloudbase.init({ env: cloudbase.SYMBOL_CURRENT_ENV });
export const database = cloud.database();

/** As a developer copies them from WeChat's consoles into the environment. */
export const secrets = JSON.parse(process.env['SECRETS'] ?? '{}') as Secrets;
export const machineUrl = process.env['MACHINE_URL'] ?? '';
export const APPID = 'wx-local';

export const openidOf = ({ environment = '{}' }: FunctionContext): string =>
  (JSON.parse(environment) as { WX_OPENID?: string }).WX_OPENID ?? '';

type Answer = Readonly<Record<string, unknown>> & { readonly errcode: number };

export async function callWeChat(apiName: string, requestData: object): Promise<Answer> {
  const answer = (await cloud.callWxOpenApi({ apiName, requestData })) as { result: Answer };
  return answer.result;
}
