import { type Service, services } from '../services/registry.ts';

/** What an image runs: its entry file, and the port on which it says how it is. */
export interface ImageProgram {
  readonly entry: string;
  readonly port: number;
}

/** The payment provider of kind has an image like those of the services, and no place in the registry. */
const TEST_PROVIDER: ImageProgram = { entry: 'services/payment/test-provider/server.ts', port: 3013 };

const written: readonly Service[] = services;

/** Program name, as the build argument SERVICE has it, to what its image runs. The front end has a Dockerfile of its own. */
export const imagePrograms: ReadonlyMap<string, ImageProgram> = new Map([
  ...written
    .filter(({ name }) => name !== 'frontend')
    .map(({ name, port }): [string, ImageProgram] => [name, { entry: `services/${name}/server.ts`, port }]),
  ['payment-test-provider', TEST_PROVIDER],
]);
