/** How a fact is drawn; one that is new here has the coin. */
const pictures: Readonly<Record<string, { readonly icon: string; readonly hue: string }>> = {
  check_in: { icon: 'calendar', hue: 'sun' },
  quality_pick: { icon: 'star', hue: 'ember' },
  report_upheld: { icon: 'shield', hue: 'lake' },
  group_message: { icon: 'chat', hue: 'brand' },
};
const COIN = { icon: 'coin', hue: 'sun' };

export const pictureOfFact = (fact: string): { readonly icon: string; readonly hue: string } =>
  pictures[fact] ?? COIN;
