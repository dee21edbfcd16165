// What keeps `npm start` from starting and a person can mend.

/** The message says what to do, and is all that is shown; any other error is shown with its stack. */
export class StartProblem extends Error {
  override readonly name = 'StartProblem';
}
