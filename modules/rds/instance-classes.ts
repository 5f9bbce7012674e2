const GIB = 1_073_741_824;

/** Memory in GiB of the classes that this system may grow through (Amazon RDS User Guide, "Hardware specifications"). */
const memoryGib: Readonly<Record<string, number>> = {
  'db.t4g.micro': 1,
  'db.t4g.small': 2,
  'db.t4g.medium': 4,
  'db.t4g.large': 8,
  'db.m7g.large': 8,
  'db.m7g.xlarge': 16,
  'db.r7g.large': 16,
  'db.r7g.xlarge': 32,
};

/** The classes whose memory is known, for messages. */
export const knownInstanceClasses: readonly string[] = Object.keys(memoryGib);

/** Bytes of memory of an instance class; undefined when the table does not have it. */
export function memoryOf(instanceClass: string): number | undefined {
  const gib = memoryGib[instanceClass];
  return gib === undefined ? undefined : gib * GIB;
}

/**
 * What RDS for PostgreSQL sets max_connections to: memory / 9,531,392, at most 5,000 (Amazon RDS User Guide, "Maximum
 * number of database connections"). 1 GiB makes 112 (rulings C). Undefined for an unknown class.
 */
export function maxConnectionsOf(instanceClass: string): number | undefined {
  const memory = memoryOf(instanceClass);
  return memory === undefined ? undefined : Math.min(Math.floor(memory / 9_531_392), 5_000);
}

/** Connections that PostgreSQL and RDS keep for their own administration (superuser_reserved_connections and rdsadmin). */
export const reservedConnections = 5;
