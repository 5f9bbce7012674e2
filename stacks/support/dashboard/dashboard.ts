import { CloudwatchDashboard } from '@cdktf/provider-aws/lib/cloudwatch-dashboard/index.js';
import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm/index.js';
import { Lazy } from 'cdktf';
import { Construct, type IConstruct } from 'constructs';

export interface DashboardProps {
  /** Name of the dashboard, for example `urr-prod`. */
  readonly name: string;
  /** Where the alarms are drawn from: every alarm of the region below it gets a graph. */
  readonly alarmsOf: IConstruct;
  readonly region: string;
}

const WIDTH = 24;
const COLUMNS = 3;
const GRAPH = { width: WIDTH / COLUMNS, height: 6 };
/** CloudWatch shows at most 100 alarms in one alarm widget (Amazon CloudWatch User Guide). */
const ALARMS_SHOWN = 100;

/**
 * One page over everything that can ring: the state of all alarms, then the metric of each with its threshold. Drawn from
 * the alarms themselves, so that a new alarm cannot be forgotten.
 */
export class Dashboard extends Construct {
  readonly dashboard: CloudwatchDashboard;

  constructor(scope: Construct, id: string, props: DashboardProps) {
    super(scope, id);
    this.dashboard = new CloudwatchDashboard(this, 'dashboard', {
      dashboardName: props.name,
      // Read when the stack is written, so that the order of constructs does not matter.
      dashboardBody: Lazy.stringValue({ produce: () => bodyOf(props) }),
    });
  }
}

function bodyOf({ alarmsOf, region }: DashboardProps): string {
  const alarms = alarmsOf.node
    .findAll()
    .filter((construct) => construct instanceof CloudwatchMetricAlarm)
    // An alarm of another region has a provider of its own and cannot be drawn here.
    .filter((alarm) => alarm.provider === undefined)
    .slice(0, ALARMS_SHOWN);
  const overview = {
    type: 'alarm',
    x: 0,
    y: 0,
    width: WIDTH,
    height: 4,
    properties: { title: 'Alarms', alarms: alarms.map((alarm) => alarm.arn) },
  };
  const graphs = alarms.map((alarm, index) => ({
    type: 'metric',
    x: (index % COLUMNS) * GRAPH.width,
    y: overview.height + Math.floor(index / COLUMNS) * GRAPH.height,
    ...GRAPH,
    properties: { title: alarm.alarmNameInput, region, annotations: { alarms: [alarm.arn] } },
  }));
  return JSON.stringify({ widgets: [overview, ...graphs] });
}
