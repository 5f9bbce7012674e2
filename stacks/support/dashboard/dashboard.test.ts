import { expect } from 'chai';
import { Alarm } from '../../../modules/alarm.ts';
import { synth } from '../../testing/synth.ts';
import { Dashboard } from './dashboard.ts';

interface Body {
  readonly widgets: {
    readonly x: number;
    readonly y: number;
    readonly properties: {
      readonly title: string;
      readonly alarms?: string[];
      readonly annotations?: { alarms: string[] };
    };
  }[];
}

const bodyWith = (alarms: number): Body => {
  const stack = synth((scope) => {
    // Before the alarms: the page is drawn when everything is there.
    new Dashboard(scope, 'dashboard', { name: 'urr-prod', alarmsOf: scope, region: 'ap-northeast-2' });
    for (let index = 1; index <= alarms; index += 1)
      new Alarm(scope, `alarm-${index}`, {
        name: `urr-prod-alarm-${index}`,
        severity: 'HIGH',
        impact: 'Somebody waits.',
        namespace: 'AWS/SQS',
        metric: 'Age',
        dimensions: {},
        statistic: 'Maximum',
        comparison: 'GreaterThanThreshold',
        threshold: index,
        topicArn: 'arn:aws:sns:ap-northeast-2:1:alarms',
      });
  });
  const [dashboard] = Object.values(stack.resource?.aws_cloudwatch_dashboard ?? {});
  return JSON.parse(String(dashboard?.dashboard_body)) as Body;
};

describe('dashboard', () => {
  it('shows the state of every alarm and the metric of each', () => {
    const { widgets } = bodyWith(4);

    expect(widgets[0]?.properties.alarms).to.have.length(4);
    expect(widgets.slice(1).map(({ properties }) => properties.title)).to.deep.equal(
      [1, 2, 3, 4].map((index) => `urr-prod-alarm-${index}`),
    );
  });

  it('refers to the alarms, so that a new threshold is drawn by itself', () => {
    expect(bodyWith(1).widgets[1]?.properties.annotations?.alarms[0]).to.match(
      /^\$\{aws_cloudwatch_metric_alarm\..*\.arn\}$/,
    );
  });

  it('puts three graphs into a row', () => {
    expect(
      bodyWith(4)
        .widgets.slice(1)
        .map(({ x, y }) => [x, y]),
    ).to.deep.equal([
      [0, 4],
      [8, 4],
      [16, 4],
      [0, 10],
    ]);
  });
});
