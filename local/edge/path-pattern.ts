/**
 * A pattern of CloudFront and of the load balancer: `*` stands for any characters, `?` for one, case counts (CloudFront
 * Developer Guide, "Path pattern"; Elastic Load Balancing, "Path conditions").
 */
export function pathPattern(pattern: string): RegExp {
  const escaped = pattern.replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`);
}
