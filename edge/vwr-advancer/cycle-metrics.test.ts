import { expect } from 'chai';
import { cycleMetrics } from './cycle-metrics.ts';
import { readSettings } from './settings.ts';

describe('metrics of the advancer', () => {
  const report = { complete: true, events: 2, served: 500, waiting: 7, heldBack: 1 };

  it('are one line that CloudWatch reads (embedded metric format)', () => {
    const line: unknown = JSON.parse(cycleMetrics(report, 'urr-prod-vwr-advancer', 1_000));
    expect(line).to.deep.equal({
      _aws: {
        Timestamp: 1_000,
        CloudWatchMetrics: [
          {
            Namespace: 'URR/WaitingRoom',
            Dimensions: [['FunctionName']],
            Metrics: [
              { Name: 'Heartbeat', Unit: 'Count' },
              { Name: 'ActiveEvents', Unit: 'Count' },
              { Name: 'PlacesServed', Unit: 'Count' },
              { Name: 'PeopleWaiting', Unit: 'Count' },
              { Name: 'LinesHeldBack', Unit: 'Count' },
            ],
          },
        ],
      },
      FunctionName: 'urr-prod-vwr-advancer',
      Heartbeat: 1,
      ActiveEvents: 2,
      PlacesServed: 500,
      PeopleWaiting: 7,
      LinesHeldBack: 1,
    });
  });

  it('show no heartbeat while a line cannot be moved', () => {
    expect(cycleMetrics({ ...report, complete: false }, 'f', 0)).to.contain('"Heartbeat":0');
  });
});

describe('settings of the advancer', () => {
  it('are the documented ones', () => {
    expect(readSettings({ TABLE_COUNTERS: 'c', BATCH_SIZE: '500' })).to.deep.equal({
      countersTable: 'c',
      batch: 500,
      loopSeconds: 55,
      cycleSeconds: 10,
      originHealthUrl: null,
    });
  });

  it('stop the function when something is missing or wrong, and name it (ruling E9)', () => {
    expect(() => readSettings({ BATCH_SIZE: '500' })).to.throw('TABLE_COUNTERS');
    for (const [name, value] of [
      ['BATCH_SIZE', '-30'],
      ['LOOP_SECONDS', '70'],
      ['CYCLE_SECONDS', '0'],
    ])
      expect(() => readSettings({ TABLE_COUNTERS: 'c', BATCH_SIZE: '500', [name!]: value })).to.throw(name!);
    expect(() => readSettings({ TABLE_COUNTERS: 'c', BATCH_SIZE: '500', ORIGIN_HEALTH_URL: 'nonsense' })).to.throw();
  });
});
