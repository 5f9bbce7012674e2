const WIDTH = 720;
const HEIGHT = 300;
const LEFT = 60;
const BOTTOM = 44;
const TOP = 34;
const BARS = 48;

/** A picture of how long people waited, readable on light and dark ground. @param waits in seconds */
export function waitPlot(waits: Float32Array, title: string): string {
  const sorted = waits.toSorted();
  const longest = (sorted.at(-1) ?? 0) / 3_600;
  const step = longest > 3 ? 1 : 0.25;
  const hours = Math.max(Math.ceil(longest / step) * step, step);
  const counts = Array.from({ length: BARS }, () => 0);
  for (const wait of waits) {
    const bar = Math.min(Math.floor((wait / 3_600 / hours) * BARS), BARS - 1);
    counts[bar] = (counts[bar] ?? 0) + 1;
  }
  const most = Math.max(...counts, 1);
  const inner = WIDTH - LEFT - 16;
  const ground = HEIGHT - BOTTOM;
  const x = (hour: number) => round(LEFT + (hour / hours) * inner);
  const bars = counts.map((count, bar) => {
    const high = round((count / most) * (ground - TOP));
    return `<rect x="${round(LEFT + (bar * inner) / BARS + 1)}" y="${round(ground - high)}" width="${round(inner / BARS - 2)}" height="${high}" fill="#7c5cff"/>`;
  });
  const ticks = Array.from({ length: Math.round(hours / step) + 1 }, (_, index) => index * step).map(
    (hour) => `<text x="${x(hour)}" y="${ground + 18}" text-anchor="middle">${hour} h</text>`,
  );
  const marks = [50, 90].map((percent) => {
    const wait = (sorted[Math.floor((sorted.length - 1) * (percent / 100))] ?? 0) / 3_600;
    return (
      `<line x1="${x(wait)}" x2="${x(wait)}" y1="${TOP}" y2="${ground}" stroke="#888" stroke-dasharray="4 3"/>` +
      `<text x="${x(wait) + 4}" y="${TOP + 10}">p${percent} ${wait.toFixed(1)} h</text>`
    );
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${title}" font-family="system-ui,sans-serif" font-size="12" fill="#888">`,
    `<text x="${LEFT}" y="18" font-size="14" font-weight="bold">${title}</text>`,
    ...bars,
    ...ticks,
    `<text x="${LEFT - 6}" y="${TOP + 10}" text-anchor="end">${most.toLocaleString('en-US')}</text>`,
    `<text x="${LEFT - 6}" y="${ground}" text-anchor="end">0</text>`,
    `<text x="${LEFT}" y="${HEIGHT - 8}">how long people waited; height: people in a bar</text>`,
    ...marks,
    '</svg>',
    '',
  ].join('\n');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
