import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** As much of AWS as a plan of an empty account asks: who am I, and where is the prefix list of CloudFront. */
export interface AwsAnswers {
  readonly endpoint: string;
  /** Actions that were asked for, in their order; an unknown one is answered with an error and stands here as well. */
  readonly asked: readonly string[];
  readonly stop: () => Promise<void>;
}

const prefixList = 'pl-22a6434b';

const answers: Readonly<Record<string, string>> = {
  GetCallerIdentity: `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
    <Arn>arn:aws:iam::123456789012:user/plan</Arn><UserId>AIDAPLAN</UserId><Account>123456789012</Account>
    </GetCallerIdentityResult></GetCallerIdentityResponse>`,
  DescribeManagedPrefixLists: `<DescribeManagedPrefixListsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><prefixListSet>
    <item><prefixListId>${prefixList}</prefixListId><ownerId>AWS</ownerId><addressFamily>IPv4</addressFamily>
    <prefixListArn>arn:aws:ec2:ap-northeast-2:aws:prefix-list/${prefixList}</prefixListArn><maxEntries>55</maxEntries>
    <prefixListName>com.amazonaws.global.cloudfront.origin-facing</prefixListName><version>1</version></item>
    </prefixListSet></DescribeManagedPrefixListsResponse>`,
  GetManagedPrefixListEntries: `<GetManagedPrefixListEntriesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><entrySet>
    <item><cidr>120.52.22.96/27</cidr></item></entrySet></GetManagedPrefixListEntriesResponse>`,
};

/** Listens on a free port of this machine until it is stopped. */
export async function startAwsAnswers(): Promise<AwsAnswers> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on('end', () => {
      const action = new URLSearchParams(body).get('Action') ?? `${request.method} ${request.url}`;
      asked.push(action);
      const answer = answers[action];
      response.writeHead(answer === undefined ? 501 : 200, { 'content-type': 'text/xml' }).end(answer ?? '');
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    asked,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
