/** Peer: Queue-it's connector, as it stands at an edge and checks whoever comes. */
import { createHmac, randomUUID } from 'node:crypto';
import { type IConnectorContextProvider, KnownUser, QueueEventConfig } from '@queue-it/connector-javascript';

const SECRET = 'a-secret-of-the-length-that-queue-it-gives-its-customers-72-letters-long';
const EVENT = 'onsale';
const SITE = 'https://tickets.example.com/events/8f7d6f3c-3f0e-4c7e-9a40-2f6b0f8a0001';
const config = new QueueEventConfig(EVENT, [], '', '', 'example.queue-it.net', '', true, 10, '', true, true, 1);

/** A visitor as the connector sees one: its cookies come and go through this. */
class ConnectorVisitor implements IConnectorContextProvider {
  cookie = '';
  getHttpRequest() {
    const { cookie } = this;
    return {
      getUserAgent: () => 'Mozilla/5.0',
      getHeader: () => '',
      getAbsoluteUri: () => SITE,
      getUserHostAddress: () => '203.0.113.7',
      getCookieValue: () => (cookie === '' ? undefined : cookie),
      getRequestBodyAsString: () => '',
    };
  }
  getHttpResponse() {
    return {
      setCookie: (_name: string, value: string) => {
        this.cookie = value;
      },
    };
  }
  getCryptoProvider() {
    return { getSha256Hash: (key: string, text: string) => createHmac('sha256', key).update(text).digest('hex') };
  }
  getEnqueueTokenProvider() {
    return null;
  }
}

async function check(visitor: ConnectorVisitor, token: string): Promise<void> {
  const result = await KnownUser.resolveQueueRequestByLocalConfig(
    SITE,
    token,
    config,
    'example',
    SECRET,
    visitor,
    null,
  );
  if (result.doRedirect()) throw new Error('the connector sent a good visitor away');
}

function newToken(): string {
  const said = `e_${EVENT}~q_${randomUUID()}~ts_${Math.floor(Date.now() / 1_000) + 300}~ce_true~rt_queue`;
  return `${said}~h_${createHmac('sha256', SECRET).update(said).digest('hex')}`;
}

/** Visitors who come for the first time, each with a token of their own. */
export function newVisitors(count: number): (index: number) => Promise<void> {
  const tokens = Array.from({ length: count }, newToken);
  return async (index) => check(new ConnectorVisitor(), tokens[index] ?? '');
}

/** A visitor who comes again, with the cookie. */
export async function knownVisitor(): Promise<() => Promise<void>> {
  const visitor = new ConnectorVisitor();
  await check(visitor, newToken());
  return async () => check(visitor, '');
}
