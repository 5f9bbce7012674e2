import { TerraformElement, TerraformStack } from 'cdktf';
import type { Node } from 'constructs';

/**
 * A stack whose Terraform addresses are the ids of the constructs and nothing else: `aws_subnet.vpc_public-a`. cdktf adds
 * eight digits of a hash, which nobody can type, and cuts long names; here two elements that would get the same address
 * are a fault instead.
 */
export class ReadableStack extends TerraformStack {
  readonly #paths = new Map<string, string>();

  protected override allocateLogicalId(element: TerraformElement | Node): string {
    const node = TerraformElement.isTerraformElement(element) ? element.node : element;
    const ids = node.path.split('/').slice(this.node.path.split('/').length);
    const address = ids.map((id) => id.replace(/[^A-Za-z0-9-]+/g, '-')).join('_');
    const first = this.#paths.get(address) ?? node.path;
    if (first !== node.path)
      throw new Error(`"${first}" and "${node.path}" would both be "${address}" in Terraform: rename one of them`);
    this.#paths.set(address, node.path);
    return address;
  }
}
