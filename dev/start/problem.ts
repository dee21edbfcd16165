// What keeps `npm start` from starting and a person can mend.
import { PersonsProblem } from '../problems.js';

/** The message says what to do. */
export class StartProblem extends PersonsProblem {
  override readonly name = 'StartProblem';
}
