import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a client asked AWS for: the operation and its arguments. */
export interface AwsCall {
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
}

export interface AwsAnswer {
  readonly status?: number;
  readonly body: string;
  readonly type?: string;
}

export interface FakeAws {
  /** What the clients of the SDK need to come here. */
  readonly settings: {
    readonly endpoint: string;
    readonly region: string;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  };
  readonly calls: AwsCall[];
  readonly stop: () => Promise<void>;
}

/** An endpoint on loopback that speaks both dialects used here: JSON with a target header, and the older form with XML. */
export async function fakeAws(answer: (call: AwsCall) => AwsAnswer): Promise<FakeAws> {
  const calls: AwsCall[] = [];
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const call = callOf(String(request.headers['x-amz-target'] ?? ''), Buffer.concat(chunks).toString('utf8'));
      calls.push(call);
      const { status = 200, body, type = 'application/x-amz-json-1.1' } = answer(call);
      response.writeHead(status, { 'content-type': type }).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    settings: {
      endpoint: `http://127.0.0.1:${port}`,
      region: 'ap-northeast-2',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    },
    calls,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function callOf(target: string, body: string): AwsCall {
  if (target === '') {
    const { Action = '', ...input } = Object.fromEntries(new URLSearchParams(body));
    return { operation: Action, input };
  }
  return { operation: target.split('.')[1] ?? '', input: JSON.parse(body) as Record<string, unknown> };
}
