/** Where the supervisor asks whether the edge can work; not a path of production. */
export const readinessPath = '/local-edge/ready';
