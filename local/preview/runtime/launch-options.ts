import { openedFromCard, type PhoneState } from '../address';
import { parseUrl } from './url';

/** A card that was sent with its shareTicket, tapped in a group. */
const openedWithShareTicket = 1044;

const singleChat = 1;
const groupChat = 3;

export interface LaunchOptions {
  path: string;
  query: Record<string, string>;
  scene: number;
  referrerInfo: object;
  apiCategory: string;
  forwardMaterials: object[];
  shareTicket?: string;
  chatType?: number;
}

/** What `App.onLaunch` and `wx.getLaunchOptionsSync` tell, as documented for both. */
export function launchOptionsOf(page: string, { scene, group }: PhoneState): LaunchOptions {
  const { path, query } = parseUrl(page);
  return {
    path,
    query,
    scene,
    referrerInfo: {},
    apiCategory: 'default',
    forwardMaterials: [],
    ...(group === undefined ? {} : { chatType: groupChat }),
    ...(group === undefined && scene === openedFromCard ? { chatType: singleChat } : {}),
    ...(group !== undefined && scene === openedWithShareTicket ? { shareTicket: `ticket-of-${group}` } : {}),
  };
}
