/**
 * Rulings A: what AWS refuses of the architecture document, with dates, beside what is deployed instead. The one home of
 * versions that end; docs/deviations.md and the warnings of the synthesis are read from here.
 */

/** A documented value that AWS once took: the switch `documentedValues` puts it back (environments/deployment.ts). */
interface DatedRow {
  readonly ruling: string;
  readonly what: string;
  readonly documented: string;
  readonly deployed: string;
  /** Day (UTC) from which AWS refuses to create something with the documented value. */
  readonly refusedSince: string;
  /** Last day (UTC) of standard support of the deployed value; null while AWS has not published one. */
  readonly deployedEnds: string | null;
  /** AWS pages by name, so that the next reader can check the dates. */
  readonly source: string;
}

/** The dated values by the name under which an environment asks for them. */
export const datedValues = {
  kubernetesVersion: {
    ruling: 'A1',
    what: 'Kubernetes version of EKS',
    documented: '1.28',
    deployed: '1.35',
    refusedSince: '2025-11-26',
    deployedEnds: '2027-03-27',
    source: 'Amazon EKS User Guide, "Understand the Kubernetes version lifecycle on EKS"',
  },
  lambdaRuntime: {
    ruling: 'A2',
    what: 'runtime of the Lambda functions',
    documented: 'nodejs20.x',
    // nodejs24.x exists at AWS, but provider aws 5.100.0 knows nodejs22.x as the newest and refuses others when it validates.
    deployed: 'nodejs22.x',
    refusedSince: '2026-06-01',
    deployedEnds: '2027-04-30',
    source: 'AWS Lambda Developer Guide, "Lambda runtimes"',
  },
  postgresVersion: {
    ruling: 'A3',
    what: 'PostgreSQL version of RDS',
    documented: '16.4',
    deployed: '16',
    // The day on which the last of 16.1 to 16.8 could no longer be created; 16.4 went earlier.
    refusedSince: '2026-05-01',
    deployedEnds: '2029-02-28',
    source: 'Amazon RDS for PostgreSQL Release Notes, "Release calendars"',
  },
  kafkaVersion: {
    ruling: 'A9',
    what: 'Apache Kafka version of MSK',
    documented: '3.6.0',
    deployed: '3.8.x',
    refusedSince: '2026-06-01',
    deployedEnds: null,
    source: 'Amazon MSK Developer Guide, "Supported Apache Kafka versions"',
  },
} as const satisfies Record<string, DatedRow>;

export type DatedValue = keyof typeof datedValues;

/** What AWS refused from the first day: no switch brings it back, a rule of the module refuses it at synth. */
export const neverAccepted = [
  {
    ruling: 'A4',
    what: 'batching window of the FIFO trigger',
    documented: '10 messages or 5 seconds',
    deployed: '10 messages, no window',
    source: 'AWS Lambda Developer Guide, "Using Lambda with Amazon SQS": no batching window for FIFO queues',
  },
  {
    ruling: 'A5',
    what: 'days until logs are deleted',
    documented: '90, the day they go to Glacier',
    deployed: '180',
    source: 'Amazon S3 User Guide, "Lifecycle configuration elements": expiry after the last transition',
  },
  {
    ruling: 'A6',
    what: 'CloudFront prefix list on ports 443 and 80',
    documented: 'one security group',
    deployed: 'two security groups, one rule each',
    source: 'Amazon CloudFront Developer Guide: the prefix list weighs 55 of 60 rules of a group',
  },
  {
    ruling: 'A7',
    what: 'behaviours that cache nothing',
    documented: 'TTL 0',
    deployed: 'managed policy CachingDisabled and an origin request policy without Host for API Gateway',
    source: 'Amazon CloudFront API Reference, "ParametersInCacheKeyAndForwardedToOrigin"',
  },
  {
    ruling: 'A8',
    what: 'certificates',
    documented: 'one',
    deployed: 'one in us-east-1 for CloudFront, one in the region for the ALB',
    source: 'AWS Certificate Manager User Guide, "Supported Regions"',
  },
  {
    ruling: 'A10',
    what: 'static parameters of parameter groups',
    documented: 'applied at once',
    deployed: 'apply_method pending-reboot',
    source: 'Amazon RDS User Guide, "Working with parameter groups"',
  },
] as const;

/** How long before its end a value begins to warn. */
const WARNING_DAYS = 90;

const DAY_MS = 86_400_000;
const startOf = (day: string): number => Date.parse(`${day}T00:00:00Z`);

export interface LifecycleChoice {
  /** True deploys what the document says even where AWS refuses it; default of every deployment is false. */
  readonly documentedValues: boolean;
}

/** The value to deploy: the documented one where the switch asks for it, else the one that AWS still takes. */
export function valueToDeploy(name: DatedValue, { documentedValues }: LifecycleChoice): string {
  return documentedValues ? datedValues[name].documented : datedValues[name].deployed;
}

/** One sentence for each value in use that AWS refuses, or whose support ends within 90 days of `now` or has ended. */
export function lifecycleWarnings(now: Date, choice: LifecycleChoice): string[] {
  const rows: readonly DatedRow[] = Object.values(datedValues);
  return rows.flatMap((row) => warningOf(row, now, choice) ?? []);
}

function warningOf(row: DatedRow, now: Date, { documentedValues }: LifecycleChoice): string | undefined {
  const rest = (day: string) => Math.ceil((startOf(day) - now.getTime()) / DAY_MS);
  if (documentedValues) {
    const days = rest(row.refusedSince);
    const when =
      days > 0
        ? `will be refused by AWS in ${days} days (${row.refusedSince})`
        : `is refused by AWS since ${row.refusedSince}`;
    return days > WARNING_DAYS
      ? undefined
      : `${row.ruling}: ${row.what} ${row.documented} ${when}. Switch documentedValues off to deploy ${row.deployed}. ${row.source}.`;
  }
  if (row.deployedEnds === null) return undefined;
  // The last day itself is still supported.
  const days = rest(row.deployedEnds) + 1;
  if (days > WARNING_DAYS) return undefined;
  const when = days > 0 ? `ends in ${days} days (${row.deployedEnds})` : `ended on ${row.deployedEnds}`;
  return `${row.ruling}: support of ${row.what} ${row.deployed} ${when}. Choose a newer one in stacks/lifecycle.ts. ${row.source}.`;
}
