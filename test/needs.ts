/**
 * Tests that need something this machine may lack. Without it one pending test stands in their place, which says what is
 * missing and is counted as skipped: nothing is green that did not run.
 * @param missing what is not there, or undefined when all is
 */
export function describeWith(missing: string | undefined, title: string, tests: (this: Mocha.Suite) => void): void {
  if (missing === undefined) describe(title, tests);
  else
    describe(title, () => {
      it(`needs ${missing}`);
    });
}
