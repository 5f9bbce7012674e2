/** An attribute that the emulator does not give back as it was written, so that every plan wants to change it. */
export interface Drift {
  readonly type: string;
  /** As in the plan: the first word of the attribute's path. */
  readonly attribute: string;
  readonly reason: string;
}

/** Everything else that a second plan wants to change is a fault of the stack. */
export const emulatorDrift: readonly Drift[] = [
  { type: 'aws_sqs_queue', attribute: 'redrive_policy', reason: 'given back with other white space' },
];
