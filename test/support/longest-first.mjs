import Sequencer from '@jest/test-sequencer';

/** The rest is short. */
const longest = [
  'test/look/pages.test.ts',
  'test/faults/mutants.test.ts',
  'test/faults/ledger.test.ts',
  'test/stories/points.test.ts',
  'test/kill.test.ts',
  'test/flash.test.ts',
  'test/stories/one-tap.test.ts',
  'local/machine/machine.test.ts',
  'test/borders.test.ts',
];

const placeOf = ({ path }) => {
  const place = longest.findIndex((file) => path.endsWith(file));
  return place < 0 ? longest.length : place;
};

/** A clean clone does not know how long a suite takes: begun last, a long one would run on alone. */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    return super.sort(tests).sort((one, other) => placeOf(one) - placeOf(other));
  }
}
