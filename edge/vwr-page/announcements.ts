/** Fewer than these ahead, or less than these minutes to wait: then people who do not see the page want to hear of it. */
const MILESTONES = [100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 5, 1];

/**
 * What a screen reader says, and when: a change of state always, the place only when it passed a milestone. Reading out
 * every number would make the page unusable.
 */
export class Announcements {
  #state = '';
  #milestone = Number.POSITIVE_INFINITY;

  /**
   * Whether to say something now.
   * @param state name of what the page shows
   * @param ahead people ahead, where the page shows them
   */
  isDue(state: string, ahead: number | undefined): boolean {
    const milestone =
      ahead === undefined
        ? this.#milestone
        : (MILESTONES.findLast((step) => ahead <= step) ?? Number.POSITIVE_INFINITY);
    const due = state !== this.#state || milestone < this.#milestone;
    this.#state = state;
    this.#milestone = Math.min(milestone, this.#milestone);
    return due;
  }
}
