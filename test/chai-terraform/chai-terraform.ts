import { differences } from './differences.ts';
import type { SynthesisedStack } from './synthesised-stack.ts';

/**
 * chai plugin for what cdktf synthesises: `expect(stack).to.have.resource('aws_sqs_queue', { fifo_queue: true })`.
 * When nothing matches it shows the nearest resource and every place where it differs.
 */
export function chaiTerraform(chai: Chai.ChaiStatic): void {
  chai.Assertion.addMethod('resource', function (type: string, properties: Readonly<Record<string, unknown>> = {}) {
    const named = resourcesOf(this._obj as SynthesisedStack, type);
    const compared = named.map(([name, found]) => ({ name, faults: differences(properties, found) }));
    compared.sort((a, b) => a.faults.length - b.faults.length);
    const nearest = compared[0];
    const explanation =
      nearest === undefined
        ? `there is no ${type}`
        : `of ${compared.length} ${type} the nearest, ${nearest.name}, differs:\n  ${nearest.faults.join('\n  ')}`;
    this.assert(
      nearest !== undefined && nearest.faults.length === 0,
      `expected a ${type} with ${JSON.stringify(properties)}, but ${explanation}`,
      `expected no ${type} with ${JSON.stringify(properties)}, but ${nearest?.name} is one`,
      properties,
    );
  });
  chai.Assertion.addMethod('resourceCount', function (type: string, count: number) {
    const names = resourcesOf(this._obj as SynthesisedStack, type).map(([name]) => name);
    this.assert(
      names.length === count,
      `expected ${count} ${type}, but there are ${names.length}: ${names.join(', ')}`,
      `expected another number of ${type} than ${count}`,
      count,
      names.length,
    );
  });
}

function resourcesOf(stack: SynthesisedStack, type: string): [string, Readonly<Record<string, unknown>>][] {
  return Object.entries(stack.resource?.[type] ?? {});
}
