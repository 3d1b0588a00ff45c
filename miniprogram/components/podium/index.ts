import type { Leaderboard } from '../../services/leaderboard';
import { placesOf, type Place } from './places';

/** The first three of a board on their blocks. */
Component({
  properties: {
    rows: { type: Array, value: [] as Leaderboard['top10'] },
    /** Small, for a card; otherwise for a scene. */
    small: { type: Boolean, value: false },
  },
  data: { places: [] as Place[] },
  observers: {
    rows(rows: Leaderboard['top10']) {
      this.setData({ places: placesOf(rows) });
    },
  },
});
