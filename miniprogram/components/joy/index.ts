import { homeCopy } from '../../copy/home';

/** Bits of colour that fly off: where each ends, seen from the sun's middle, and how it is turned. */
const BITS = [
  { x: -96, y: -34, turn: 31, hue: 'brand' },
  { x: -74, y: -58, turn: 65, hue: 'ember' },
  { x: -30, y: -70, turn: 18, hue: 'lake' },
  { x: 28, y: -68, turn: 40, hue: 'leaf' },
  { x: 78, y: -54, turn: 77, hue: 'ember' },
  { x: 100, y: -22, turn: 12, hue: 'brand' },
  { x: 84, y: 34, turn: 52, hue: 'lake' },
  { x: -88, y: 28, turn: 83, hue: 'leaf' },
];

/** A moment of joy: the sun comes up with what was earned. It passes by itself and takes no taps. */
Component({
  properties: {
    /** With its sign, for example `+15`. */
    gain: { type: String, value: '' },
    /** What stands below it; without it, that points came in. */
    word: { type: String, value: '' },
    /** The tier that was reached by it, from 1; 0 if none was. Then its badge grows on the sun's edge. */
    tier: { type: Number, value: 0 },
  },
  data: { bits: BITS, copy: homeCopy },
});
