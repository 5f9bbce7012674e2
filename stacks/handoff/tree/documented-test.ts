import type { JsonValue } from '../hcl/json-value.ts';

/** What a module's test in Terraform's language asserts. Every value is the literal of the document. */
export interface DocumentedTests {
  /** What the plan of the module with its defaults must hold: an HCL condition, and the sentence of the document. */
  readonly values: readonly (readonly [condition: string, sentence: string])[];
  /** By rule: values that this rule refuses and no other, where none can be guessed from the type of its variable. */
  readonly refused?: Readonly<Record<string, Readonly<Record<string, JsonValue>>>>;
  /** By variable: a value for the test where the made-up one would not do. */
  readonly given?: Readonly<Record<string, JsonValue>>;
}
