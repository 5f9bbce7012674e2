/** One demand held against one limit. */
export interface Finding {
  /** `<environment>/<subject>`: stable, so that a known contradiction can be named. */
  readonly id: string;
  /** What is compared, as a sentence without numbers. */
  readonly what: string;
  readonly demand: number;
  readonly supply: number;
  readonly unit: string;
  /** Where the limit stands: an AWS page or a file by name. */
  readonly source: string;
}

/** Whether the demand fits under the limit. */
export const fits = ({ demand, supply }: Finding): boolean => demand <= supply;
