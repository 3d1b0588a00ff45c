import { myJoinCode } from '../services/invite';
import { absolutePath, LANDING_PATH } from './navigate';

/** Else a card would show the page that it is sent from, with what is only its member's. */
const PICTURE = '/assets/share-card.png';

/** A card that opens the way in by the member's own code, so that whoever comes is known to have been brought. */
export const cardOf = (title: string, path: string) => ({
  title,
  path: absolutePath(path),
  imageUrl: PICTURE,
});

/** The same where the code has yet to be asked for; where it does not come, the card opens the way in all the same. */
export function askedCardOf(title: string) {
  const plain = cardOf(title, LANDING_PATH);
  const promise = myJoinCode().then((answer) => (answer.ok ? cardOf(title, answer.data.path) : plain));
  return { ...plain, promise };
}
