/** What `npm start` tells the person when everything is up. Pure text. */

export interface StartReport {
  readonly seconds: number;
  readonly engines: readonly { readonly part: string; readonly how: string }[];
  readonly programs: readonly { readonly name: string; readonly url: string }[];
  readonly accounts: readonly { readonly what: string; readonly email: string; readonly password: string }[];
  /** Services of the registry that do not run, and why. */
  readonly absent: readonly string[];
  readonly gatewayUrl: string | null;
  /** The address to open: the edge, through which everybody comes in production. */
  readonly edgeUrl: string | null;
  readonly logFolder: string;
}

function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd());
}

/** @returns the lines */
export function startReportLines(report: StartReport): string[] {
  const { gatewayUrl, edgeUrl } = report;
  // A browser keeps Secure cookies of a plain address by this name.
  const front = edgeUrl?.replace('127.0.0.1', 'localhost') ?? gatewayUrl;
  return [
    '',
    `Ready after ${report.seconds.toFixed(1)} s.`,
    '',
    'Engines',
    ...table(report.engines.map(({ part, how }) => [part, how])),
    '',
    'Services',
    ...table(report.programs.map(({ name, url }) => [name, url])),
    ...(report.absent.length > 0 ? [`  not running: ${report.absent.join(', ')}`] : []),
    ...(report.accounts.length > 0 ? ['', 'Accounts (on this machine only)'] : []),
    ...table(report.accounts.map(({ what, email, password }) => [what, email, password])),
    ...(gatewayUrl
      ? [
          '',
          'Start here',
          ...table([
            ...(edgeUrl === null ? [] : [['open', `${front}/`]]),
            ['API', `${front}/api/events`],
            ['its documents', `${gatewayUrl}/docs`],
          ]),
        ]
      : []),
    '',
    `Logs are in ${report.logFolder}. Ctrl-C stops everything.`,
  ];
}
