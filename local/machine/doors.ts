import { handleWeChat } from '../wechat';
import { handleClock } from './clock-access';
import { postPush } from './deliveries';
import type { App } from './app';
import type { Machine } from './machine';
import type { Handle } from './routes';
import { handleSnapshots } from './snapshot-access';

const CALL = /^\/cloud\/functions\/([^/]+)$/;
const HTTP_ACCESS = '/http';

/** Where this machine's functions are reached over HTTP. */
export const httpAccessUrl = (url: string, path: string): string => `${url}${HTTP_ACCESS}${path}`;

/** Everything that is answered on this machine but for the database, in the order of asking. */
export function doorsOf(
  app: App,
  machine: Omit<Machine, 'openDoors' | 'close'>,
  more: readonly Handle[],
): Handle[] {
  const { url, host, wechat, preview } = machine;
  const wechatServer = {
    wechat,
    name: app.title,
    persons: app.persons,
    groups: app.groups,
    deliverPush: (push: Parameters<typeof postPush>[1]) => postPush(httpAccessUrl(url, app.pushPath), push),
  };
  return [
    async (request, response, { pathname }) => {
      const [, name] = CALL.exec(pathname) ?? [];
      if (name) await host.handleCall(request, response, name);
      return name !== undefined;
    },
    under(HTTP_ACCESS, (request, response, asked) => {
      const inner = new URL(asked);
      inner.pathname = asked.pathname.slice(HTTP_ACCESS.length);
      return host.handleHttp(request, response, inner);
    }),
    under('/host/clock', (request, response) => handleClock(machine, request, response)),
    under('/host/snapshots', (request, response, { pathname }) =>
      handleSnapshots(machine.history, request, response, pathname),
    ),
    (request, response) => machine.data.files.handle(request, response),
    (request, response) => handleWeChat(wechatServer, request, response),
    ...more,
    async (request, response) => (await preview?.handle(request, response)) ?? false,
  ];
}

type Work = (...asked: Parameters<Handle>) => Promise<void>;

/** For an address and those below it. */
const under =
  (path: string, work: Work): Handle =>
  async (request, response, url) => {
    const isUnder = url.pathname === path || url.pathname.startsWith(`${path}/`);
    if (isUnder) await work(request, response, url);
    return isUnder;
  };
