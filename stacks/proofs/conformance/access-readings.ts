import { at, type Resource, referred, resourcesOf, theResource } from '../stack-query.ts';
import { policiesOf } from './cluster-readings.ts';
import type { Built, Reading } from './passage.ts';
import { reading } from './readings.ts';

const roleNamed = (built: Built, name: RegExp): Resource => theResource(built.stack, 'aws_iam_role', { name });

/** The text of the role's own policies. */
function ownPolicies(built: Built, role: Resource): string {
  return resourcesOf(built.stack, 'aws_iam_role_policy')
    .filter((each) => referred(built.stack, at(each, 'role')).some(({ name }) => name === role.name))
    .map((each) => String(at(each, 'policy')))
    .join('\n');
}

/** Whether the role of a service may send to a queue of SQS. */
export const maySend = (service: string): Reading =>
  reading(`aws_iam_role of ${service}, sqs:SendMessage`, (built) =>
    ownPolicies(built, roleNamed(built, new RegExp(`-service-${service}$`))).includes('sqs:SendMessage'),
  );

/** Managed policies of a role, in alphabetical order. */
export const managedPolicies = (name: RegExp): Reading =>
  reading(`managed policies of aws_iam_role ${name.source}`, (built) => policiesOf(built, roleNamed(built, name)));

/** Who may take a role: services of AWS or service accounts. */
export const trusted = (name: RegExp): Reading =>
  reading(`trust of aws_iam_role ${name.source}`, (built) => {
    const text = String(at(roleNamed(built, name), 'assume_role_policy'));
    return [...new Set(text.match(/[a-z0-9.-]+\.amazonaws\.com|system:serviceaccount:[a-z0-9-]+:[a-z0-9-]+/g) ?? [])]
      .filter((principal) => !principal.startsWith('sts.'))
      .sort();
  });

/** Whether the role's own policies name an action. */
export const mayDo = (name: RegExp, action: string): Reading =>
  reading(`aws_iam_role ${name.source}, ${action}`, (built) =>
    ownPolicies(built, roleNamed(built, name)).includes(action),
  );
