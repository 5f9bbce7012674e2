/** Two people who can buy right away; made through the gateway, as anybody would register. */

export interface TestAccount {
  readonly what: string;
  readonly email: string;
  readonly password: string;
}

/** @param password the same for both; from the secrets, because even here nothing guessable should let anybody in */
export const testAccounts = (password: string): TestAccount[] => [
  { what: 'a buyer', email: 'minji@urr.local', password },
  { what: 'another', email: 'junho@urr.local', password },
];

/**
 * Registers the accounts that do not exist yet.
 * @returns a sentence about what went wrong, or null
 */
export async function registerTestAccounts(
  gatewayUrl: string,
  accounts: readonly TestAccount[],
): Promise<string | null> {
  for (const { email, password } of accounts) {
    const response = await fetch(`${gatewayUrl}/api/auth/register`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: gatewayUrl },
      body: JSON.stringify({ email, password, name: email.slice(0, email.indexOf('@')) }),
      signal: AbortSignal.timeout(10_000),
    });
    const body = await response.text();
    // 409: it is there from an earlier start.
    if (!response.ok && response.status !== 409) return `${email} could not be registered (${response.status} ${body})`;
  }
  return null;
}
