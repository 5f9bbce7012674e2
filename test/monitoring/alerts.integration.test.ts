import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { parse } from 'yaml';
import type { ProgramName } from '../../local/platform-environment.ts';
import { services } from '../../services/registry.ts';
import { dashboards } from '../../stacks/platform/dashboards.ts';
import { describeWith } from '../needs.ts';
import { sharedPlatform } from '../platform/platform.ts';

const folder = path.resolve(import.meta.dirname, '../../stacks/platform');
const promtool = (...args: readonly string[]) => {
  const { stdout, stderr, status } = spawnSync('promtool', args, { cwd: folder, encoding: 'utf8' });
  return { status, text: `${stdout}${stderr}` };
};
const missingPromtool = () =>
  spawnSync('promtool', ['--version']).status === 0
    ? undefined
    : 'promtool on the PATH (Debian: apt-get install prometheus)';

interface Rules {
  readonly groups: readonly { readonly rules: readonly { readonly alert: string; readonly expr: string }[] }[];
}
const rules = (parse(readFileSync(path.join(folder, 'alerts.yaml'), 'utf8')) as Rules).groups.flatMap(
  (group) => group.rules,
);
const expressions = [
  ...rules.map(({ expr }) => expr),
  ...dashboards.flatMap(({ panels }) => panels.map((p) => p.expr)),
];

describeWith(missingPromtool(), 'alerts and dashboards before promtool', () => {
  it('are understood', () => {
    expect(promtool('check', 'rules', 'alerts.yaml')).to.deep.include({ status: 0 });
  });

  it('ring when they should and not before; each alert has a test', () => {
    const tests = readFileSync(path.join(folder, 'alerts.unit-test.yaml'), 'utf8');
    for (const { alert } of rules) expect(tests, alert).to.contain(`alertname: ${alert}`);
    expect(promtool('test', 'rules', 'alerts.unit-test.yaml').text).to.contain('SUCCESS');
  });

  it('ask questions that Prometheus understands, in every panel too', () => {
    const own = mkdtempSync(path.join(tmpdir(), 'urr-promql-'));
    const file = path.join(own, 'panels.yaml');
    const recorded = expressions.map((expr, index) => ({ record: `urr:panel_${index}`, expr }));
    writeFileSync(file, JSON.stringify({ groups: [{ name: 'panels', rules: recorded }] }));

    expect(promtool('check', 'rules', file).text).to.contain(`SUCCESS: ${expressions.length} rules found`);
    rmSync(own, { recursive: true });
  });
});

describe('alerts and dashboards', function () {
  this.timeout(120_000);

  it('name only what the running services export, or what Kubernetes adds', async () => {
    const platform = await sharedPlatform();
    const exported = new Set(['up']);
    for (const { name } of services.filter((service) => service.name !== 'frontend')) {
      const answer = await fetch(`${platform.urls[name as ProgramName]}/actuator/prometheus`);
      for (const [, metric] of (await answer.text()).matchAll(/^# TYPE (\S+) /gm)) exported.add(metric ?? '');
    }
    const isExported = (metric: string) =>
      exported.has(metric) || exported.has(metric.replace(/_(bucket|count|sum)$/, '')) || metric.startsWith('node_');
    const words = expressions.flatMap((expr) =>
      [
        ...expr.replaceAll(/"[^"]*"|\{[^}]*\}|by \([^)]*\)/g, ' ').matchAll(/[a-z][a-z0-9]*(?:_[a-z0-9]+)+|\bup\b/g),
      ].map(([word]) => word),
    );

    const functions = ['histogram_quantile'];
    expect(words.length).to.be.above(30);
    expect([...new Set(words)].filter((word) => !isExported(word) && !functions.includes(word))).to.deep.equal([]);
  });
});
