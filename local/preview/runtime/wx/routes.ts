import { EventChannel } from '../event-channel';
import type { Router } from '../router';
import { answer, textOf, type Area, type Options } from './answer';

export function routesArea(router: Router): Area {
  const urlOf = (options: Options) => textOf(options['url']);
  return {
    navigateTo: (options: Options) =>
      answer('navigateTo', options, () => {
        const eventChannel = new EventChannel();
        for (const [event, listener] of Object.entries(
          (options['events'] ?? {}) as Record<string, () => void>,
        )) {
          eventChannel.on(event, listener);
        }
        router.navigateTo(urlOf(options), eventChannel);
        return { eventChannel };
      }),
    redirectTo: (options: Options) => answer('redirectTo', options, () => router.redirectTo(urlOf(options))),
    reLaunch: (options: Options) => answer('reLaunch', options, () => router.reLaunch(urlOf(options))),
    switchTab: (options: Options) => answer('switchTab', options, () => router.switchTab(urlOf(options))),
    navigateBack: (options?: Options) =>
      answer('navigateBack', options, () => router.navigateBack(Number(options?.['delta'] ?? 1))),
  };
}
