import cloudbase from '@cloudbase/node-sdk';

type CloudbaseContext = NonNullable<Parameters<typeof cloudbase.getCloudbaseContext>[0]>;

/** What the platform hands a function beside the event. Only the fields that are read here. */
export interface FunctionContext {
  readonly request_id?: string;
  /** A JSON object in a string; WeChat's identity stands in it, and nobody but the platform can write it. */
  readonly environment?: string;
}

/** Where the call came from, as the platform saw it; empty where it does not say. */
export function clientIpOf(context: FunctionContext): string {
  if (!context.environment) return '';
  const { WX_CLIENTIP: v4, WX_CLIENTIPV6: v6 } = cloudbase.getCloudbaseContext(context as CloudbaseContext);
  return [v4, v6].find((ip): ip is string => typeof ip === 'string' && ip !== '') ?? '';
}

/**
 * The caller as WeChat vouches for it. Read from the call's own context: the SDK's `getUserInfo()` reads process-wide
 * variables, which concurrent calls of one instance would share.
 * @returns undefined where the call did not come through WeChat.
 */
export function openidOf(context: FunctionContext): string | undefined {
  if (!context.environment) return undefined;
  const { WX_OPENID: openid } = cloudbase.getCloudbaseContext(context as CloudbaseContext);
  return typeof openid === 'string' && openid !== '' ? openid : undefined;
}
