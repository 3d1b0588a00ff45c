import { changesOf } from '../../utils/changes';
import { placesOf, type Place, type PodiumRow } from './places';

/** The first three of a board on their blocks. */
Component({
  properties: {
    rows: { type: Array, value: [] as PodiumRow[] },
    /** Small, for a card; otherwise for a scene. */
    small: { type: Boolean, value: false },
  },
  data: { places: [] as Place[] },
  observers: {
    rows(rows: PodiumRow[]) {
      this.setData(changesOf(this.data.places, placesOf(rows), 'places'));
    },
  },
});
