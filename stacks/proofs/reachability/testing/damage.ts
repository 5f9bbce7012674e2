import type { StackJson } from '../../stack-query.ts';

type Arguments = Record<string, unknown>;
type Blocks = Record<string, Record<string, Arguments>>;

const INGRESS = 'aws_vpc_security_group_ingress_rule';
const EGRESS = 'aws_vpc_security_group_egress_rule';

/** A synthesised stack that a test may spoil; the original stays as it is. */
export class Damage {
  readonly stack: StackJson;
  readonly #resources: Blocks;

  constructor(stack: StackJson) {
    const copy = structuredClone(stack) as { resource: Blocks };
    this.stack = copy;
    this.#resources = copy.resource;
  }

  /** All resources of a type. */
  all(type: string): Arguments[] {
    return Object.values(this.#resources[type] ?? {});
  }

  /** The resource of a type whose name holds `part`. */
  the(type: string, part = ''): Arguments {
    const names = Object.keys(this.#resources[type] ?? {}).filter((name) => name.includes(part));
    const [name, second] = names;
    if (name === undefined || second !== undefined) throw new Error(`${names.length} ${type} with ${part}`);
    return this.#resources[type]?.[name] ?? {};
  }

  /** The rules of a path, `nodes-to-kafka-9098`: both ends, or one of them. */
  rules(path: string, end: 'in' | 'out' | 'both' = 'both'): Arguments[] {
    const types = end === 'both' ? [INGRESS, EGRESS] : [end === 'in' ? INGRESS : EGRESS];
    const found = types.flatMap((type) => this.all(type)).filter(({ tags }) => (tags as Arguments).Name === path);
    if (found.length === 0) throw new Error(`no rules of ${path}`);
    return found;
  }

  /** Takes resources away. */
  remove(...gone: readonly Arguments[]): void {
    for (const block of Object.values(this.#resources))
      for (const [name, found] of Object.entries(block)) if (gone.includes(found)) delete block[name];
  }

  /** Puts a resource in. */
  add(type: string, name: string, found: Arguments): void {
    this.#resources[type] = { ...this.#resources[type], [name]: found };
  }

  /** Draws a path like support/security-groups does, from and to the groups of existing paths. */
  addPath(name: string, from: unknown, to: unknown, port: number): void {
    const common = { ip_protocol: 'tcp', from_port: port, to_port: port, tags: { Name: name } };
    this.add(EGRESS, `${name}-out`, { security_group_id: from, referenced_security_group_id: to, ...common });
    this.add(INGRESS, `${name}-in`, { security_group_id: to, referenced_security_group_id: from, ...common });
  }
}
