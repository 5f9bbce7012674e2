import { LbListener } from '@cdktf/provider-aws/lib/lb-listener/index.js';
import { LbListenerRule } from '@cdktf/provider-aws/lib/lb-listener-rule/index.js';
import { Construct } from 'constructs';
import { gatewayPaths } from './settings.ts';

/** Header that CloudFront adds to every request (architecture.md 5.5). */
const ORIGIN_HEADER = 'X-Custom-Header';

export interface ListenersProps {
  readonly loadBalancerArn: string;
  readonly certificateArn: string;
  readonly sslPolicy: string;
  readonly originHeaderValues: readonly string[];
  readonly targetGroupArns: { readonly gateway: string; readonly frontend: string };
}

/**
 * HTTPS shares requests between gateway and frontend (ruling D1), HTTP redirects (architecture.md 5.4). Behind a CDN a
 * request without the header gets 403: any other CloudFront distribution has the same addresses (ruling B14).
 */
export class Listeners extends Construct {
  readonly https: LbListener;
  readonly http: LbListener;

  constructor(scope: Construct, id: string, props: ListenersProps) {
    super(scope, id);
    const { gateway, frontend } = props.targetGroupArns;
    const fromCdn = props.originHeaderValues.length > 0;
    const header = { httpHeader: { httpHeaderName: ORIGIN_HEADER, values: [...props.originHeaderValues] } };
    const forward = (targetGroupArn: string) => ({ type: 'forward', targetGroupArn });
    const refuse = {
      type: 'fixed-response',
      fixedResponse: { contentType: 'text/plain', messageBody: 'Forbidden', statusCode: '403' },
    };

    this.https = new LbListener(this, 'https', {
      loadBalancerArn: props.loadBalancerArn,
      port: 443,
      protocol: 'HTTPS',
      sslPolicy: props.sslPolicy,
      certificateArn: props.certificateArn,
      defaultAction: [fromCdn ? refuse : forward(frontend)],
    });
    new LbListenerRule(this, 'api', {
      listenerArn: this.https.arn,
      priority: 10,
      condition: [{ pathPattern: { values: [...gatewayPaths] } }, ...(fromCdn ? [header] : [])],
      action: [forward(gateway)],
      tags: { Name: 'api' },
    });
    if (fromCdn)
      new LbListenerRule(this, 'pages', {
        listenerArn: this.https.arn,
        priority: 20,
        condition: [header],
        action: [forward(frontend)],
        tags: { Name: 'pages' },
      });
    this.http = new LbListener(this, 'http', {
      loadBalancerArn: props.loadBalancerArn,
      port: 80,
      protocol: 'HTTP',
      defaultAction: [{ type: 'redirect', redirect: { port: '443', protocol: 'HTTPS', statusCode: 'HTTP_301' } }],
    });
  }
}
