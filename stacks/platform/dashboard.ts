/** One question to Prometheus and how its answer is drawn. */
export interface Panel {
  readonly title: string;
  /** PromQL; one line for each series that it finds. */
  readonly expr: string;
  /** Name of a line, with labels in double braces. */
  readonly legend: string;
  /** Unit as Grafana names it: `reqps`, `s`, `percentunit`, `bytes`, `short`. */
  readonly unit: string;
}

/** A page of panels. */
export interface Dashboard {
  /** Part of its address, so it never changes. */
  readonly uid: string;
  readonly title: string;
  readonly panels: readonly Panel[];
}

const WIDTH = 12;
const HEIGHT = 8;

/** The dashboard as Grafana reads it: two panels in a row, the last hour, every 15 s. */
export const grafanaModel = ({ uid, title, panels }: Dashboard) => ({
  uid,
  title,
  schemaVersion: 39,
  timezone: 'browser',
  time: { from: 'now-1h', to: 'now' },
  refresh: '15s',
  panels: panels.map((panel, index) => ({
    id: index + 1,
    type: 'timeseries',
    title: panel.title,
    datasource: { type: 'prometheus', uid: 'prometheus' },
    gridPos: { x: (index % 2) * WIDTH, y: Math.floor(index / 2) * HEIGHT, w: WIDTH, h: HEIGHT },
    fieldConfig: { defaults: { unit: panel.unit, min: 0 }, overrides: [] },
    targets: [{ refId: 'A', expr: panel.expr, legendFormat: panel.legend }],
  })),
});
