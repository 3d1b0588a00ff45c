import { inviteCopy } from '../../../copy/invite';
import { dawn } from './dawn';
import { night } from './night';
import type { Poster, PosterContent } from './shapes';
import { ticket } from './ticket';

/** The posters to choose from, in the order in which they are offered. */
export const designs: readonly {
  readonly id: string;
  readonly name: string;
  readonly layOut: (content: PosterContent) => Poster;
}[] = [
  { id: 'dawn', name: inviteCopy.posters.dawn.name, layOut: dawn },
  { id: 'night', name: inviteCopy.posters.night.name, layOut: night },
  { id: 'ticket', name: inviteCopy.posters.ticket.name, layOut: ticket },
];
