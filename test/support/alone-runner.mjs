import TestRunner from 'jest-runner';

/** One suite after another, while no other runs: jest gives each kind of runner its turn. */
export default class AloneRunner extends TestRunner {
  isSerial = true;
}
