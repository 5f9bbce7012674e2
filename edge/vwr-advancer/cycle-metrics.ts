import type { CycleReport } from './advancer-run.ts';

const COUNT = 'Count';

/**
 * A line of the log that CloudWatch makes metrics of (embedded metric format), without a call and a right. `Heartbeat` is 1 only
 * when every active line could be read and written: it stops when the advancer runs and achieves nothing.
 * @param functionName dimension, so that environments do not mix
 */
export function cycleMetrics(report: CycleReport, functionName: string, at: number): string {
  return JSON.stringify({
    _aws: {
      Timestamp: at,
      CloudWatchMetrics: [
        {
          Namespace: 'URR/WaitingRoom',
          Dimensions: [['FunctionName']],
          Metrics: ['Heartbeat', 'ActiveEvents', 'PlacesServed', 'PeopleWaiting', 'LinesHeldBack'].map((Name) => ({
            Name,
            Unit: COUNT,
          })),
        },
      ],
    },
    FunctionName: functionName,
    Heartbeat: report.complete ? 1 : 0,
    ActiveEvents: report.events,
    PlacesServed: report.served,
    PeopleWaiting: report.waiting,
    LinesHeldBack: report.heldBack,
  });
}
