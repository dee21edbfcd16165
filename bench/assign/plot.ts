// The growth as a picture: time against stays, both by powers of ten, beside the straight line of linear growth. SVG by hand.

export interface Point {
  readonly stays: number;
  readonly ms: number;
}

const size = { width: 640, height: 420, left: 70, right: 20, top: 40, bottom: 55 };

/** Powers of ten that hold all values between them. */
function decades(values: readonly number[]): number[] {
  const first = Math.floor(Math.log10(Math.min(...values)));
  const last = Math.ceil(Math.log10(Math.max(...values)));
  return Array.from({ length: Math.max(1, last - first) + 1 }, (_, i) => first + i);
}

const label = (power: number): string => (10 ** power).toLocaleString('en');

/** Linear growth passes through the first point. */
export function growthPlot(points: readonly Point[]): string {
  const { width, height, left, right, top, bottom } = size;
  const linear = points.map(({ stays }) => ({ stays, ms: (points[0]!.ms * stays) / points[0]!.stays }));
  const across = decades(points.map(({ stays }) => stays));
  const up = decades([...points, ...linear].map(({ ms }) => ms));
  const x = (stays: number) =>
    left + ((Math.log10(stays) - across[0]!) / (across.at(-1)! - across[0]!)) * (width - left - right);
  const y = (ms: number) =>
    height - bottom - ((Math.log10(ms) - up[0]!) / (up.at(-1)! - up[0]!)) * (height - top - bottom);
  const path = (line: readonly Point[]) =>
    line.map(({ stays, ms }) => `${x(stays).toFixed(1)},${y(ms).toFixed(1)}`).join(' ');
  const text = (atX: number, atY: number, words: string, anchor = 'middle') =>
    `<text x="${atX.toFixed(1)}" y="${atY.toFixed(1)}" text-anchor="${anchor}">${words}</text>`;
  const grid = [
    ...across.map((power) => {
      const at = x(10 ** power);
      return `<path d="M${at.toFixed(1)} ${top}V${height - bottom}" stroke="#ddd"/>${text(at, height - bottom + 18, label(power))}`;
    }),
    ...up.map((power) => {
      const at = y(10 ** power);
      return `<path d="M${left} ${at.toFixed(1)}H${width - right}" stroke="#ddd"/>${text(left - 8, at + 4, label(power), 'end')}`;
    }),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">
<rect width="${width}" height="${height}" fill="#fff"/>
${grid.join('\n')}
${text(width / 2, 22, 'One batch: median time against stays')}
${text(width / 2, height - 14, 'stays')}
${text(16, top - 14, 'CPU ms', 'start')}
<polyline points="${path(linear)}" fill="none" stroke="#888" stroke-dasharray="6 4"/>
<polyline points="${path(points)}" fill="none" stroke="#1769aa" stroke-width="2"/>
${points.map(({ stays, ms }) => `<circle cx="${x(stays).toFixed(1)}" cy="${y(ms).toFixed(1)}" r="4" fill="#1769aa"/>`).join('\n')}
${text(left + 12, top + 16, 'measured (line), linear growth (dashes)', 'start')}
</svg>
`;
}
