/** Offers the member's nickname for a field, and gives the function that takes the offer back. */
export type NicknameOffer = (take: (nickname: string) => void) => () => void;

let offer: NicknameOffer | undefined;

/** Says once how WeChat offers it. */
export function provideNickname(given: NicknameOffer): void {
  offer = given;
}

export const offerNickname: NicknameOffer = (take) => offer?.(take) ?? (() => undefined);
