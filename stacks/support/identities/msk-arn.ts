import { Fn, Token } from 'cdktf';

/** ARN of something inside an MSK cluster: `cluster/<name>/<uuid>` becomes `topic/<name>/<uuid>/<what>` (Amazon MSK, "Authorization policy resources"). */
export function insideCluster(clusterArn: string, kind: 'topic' | 'group', what: string): string {
  const start = Token.isUnresolved(clusterArn)
    ? Fn.replace(clusterArn, ':cluster/', `:${kind}/`)
    : clusterArn.replace(':cluster/', `:${kind}/`);
  return `${start}/${what}`;
}
