/** What the stacks give the ticket worker is what it reads at its start: the one cannot change without the other. */
import { expect } from 'chai';
import { z } from 'zod';
import { readSettings } from '../../services/ticket-worker/settings.ts';
import { at, theResource } from './stack-query.ts';
import { synthesisedStacks } from './synthesised.ts';

const { prod, staging } = synthesisedStacks();
const variables = z.record(z.string(), z.string());

/** What stands for addresses that AWS gives later. */
const later: Readonly<Record<string, string>> = {
  DATABASE_HOST: 'proxy.example',
  REDIS_HOST: 'redis.example',
  DATABASE_SECRET_ARN: 'arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:database',
  REDIS_SECRET_ARN: 'arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:redis',
};

describe('the environment of the ticket worker', () => {
  for (const [name, stack] of Object.entries({ prod, staging })) {
    it(`is what its settings demand, in ${name}`, () => {
      const worker = theResource(stack, 'aws_lambda_function', { function_name: /-ticket-worker$/ });
      const given = variables.parse(at(worker, 'environment.variables'));

      expect(readSettings({ ...given, ...later })).to.include({ NODE_ENV: 'production', MAX_RECEIVE_COUNT: 3 });
      for (const [variable, value] of Object.entries(given))
        expect(variable in later, `${variable} is known after the apply`).to.equal(value.startsWith('$'));
      expect(Object.keys(given)).to.have.members([...Object.keys(later), 'MAX_RECEIVE_COUNT', 'NODE_EXTRA_CA_CERTS']);
    });

    it(`lets it verify the certificate of the database, in ${name}`, () => {
      const worker = theResource(stack, 'aws_lambda_function', { function_name: /-ticket-worker$/ });

      expect(at(worker, 'environment.variables.NODE_EXTRA_CA_CERTS')).to.equal('/var/runtime/ca-cert.pem');
    });
  }
});
