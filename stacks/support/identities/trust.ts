import type { TrustStatement } from './statement.ts';

/** The cluster's identity provider, as modules/eks gives it. */
export interface Oidc {
  readonly providerArn: string;
  /** Host and path of the issuer, without `https://`. */
  readonly issuer: string;
}

/**
 * An AWS service takes the role, for resources of this account only: another customer's resource could otherwise make the
 * service act with it (IAM User Guide, "The confused deputy problem").
 */
export function trustService(service: string, accountId: string): TrustStatement[] {
  return [{ ...trustServiceOfAnyAccount(service)[0], Condition: { StringEquals: { 'aws:SourceAccount': accountId } } }];
}

/**
 * An AWS service of which AWS does not say that it sends a source account when it takes a role (EC2, RDS Proxy, Lambda@Edge,
 * API Gateway's account role): there the condition could refuse the service itself. Only the account can pass such a role on (`iam:PassRole`).
 */
export function trustServiceOfAnyAccount(...services: readonly [string, ...string[]]): [TrustStatement] {
  return [
    {
      Sid: 'Service',
      Action: 'sts:AssumeRole',
      Principal: { Service: services.length === 1 ? services[0] : services },
    },
  ];
}

/** One Kubernetes service account takes the role (IRSA): audience and subject must both be exactly these. */
export function trustServiceAccount(oidc: Oidc, namespace: string, serviceAccount: string): TrustStatement[] {
  return [
    {
      Sid: 'ServiceAccount',
      Action: 'sts:AssumeRoleWithWebIdentity',
      Principal: { Federated: oidc.providerArn },
      Condition: {
        StringEquals: {
          [`${oidc.issuer}:aud`]: 'sts.amazonaws.com',
          [`${oidc.issuer}:sub`]: `system:serviceaccount:${namespace}:${serviceAccount}`,
        },
      },
    },
  ];
}

/** A GitHub Actions job takes the role: `subject` says of which repository and environment, word for word. */
export function trustGithub(providerArn: string, subject: string): TrustStatement[] {
  return [
    {
      Sid: 'GithubActions',
      Action: 'sts:AssumeRoleWithWebIdentity',
      Principal: { Federated: providerArn },
      Condition: {
        StringEquals: {
          'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
          'token.actions.githubusercontent.com:sub': subject,
        },
      },
    },
  ];
}
