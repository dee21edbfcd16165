// That panels stand beside and below each other, and rows hold what is theirs.
import type { Dashboard, GridPos, Panel, RowPanel } from '@grafana/grafana-foundation-sdk/dashboard';
import { everythingOf, rowsOf, twice } from './check-panels.js';
import { gridWidth } from './layout.js';

interface Placed {
  readonly name: string;
  readonly at: GridPos;
}

const nameOf = (one: Panel | RowPanel) => one.title ?? `id ${one.id}`;

const meet = ({ at: a }: Placed, { at: b }: Placed) =>
  a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

const isInGrid = ({ at: { x, y, w, h } }: Placed) => x >= 0 && y >= 0 && w > 0 && h > 0 && x + w <= gridWidth;

function idProblems(dashboard: Dashboard): string[] {
  const all = everythingOf(dashboard);
  const ids = all.map(({ id }) => id).filter((id): id is number => id !== undefined && id > 0);
  return [
    ...all.filter(({ id }) => !id).map((one) => `${nameOf(one)}: no id`),
    ...twice(ids).map((id) => `id ${id} twice`),
  ];
}

function placesIn(panels: readonly (Panel | RowPanel)[]): { placed: Placed[]; problems: string[] } {
  const placed = panels.flatMap((one) => (one.gridPos ? [{ name: nameOf(one), at: one.gridPos }] : []));
  const pairs = placed.flatMap((one, index) => placed.slice(index + 1).map((other) => [one, other] as const));
  return {
    placed,
    problems: [
      ...panels.filter(({ gridPos }) => !gridPos).map((one) => `${nameOf(one)}: no place`),
      ...placed.filter((one) => !isInGrid(one)).map(({ name }) => `${name}: outside the grid`),
      ...pairs.filter(([a, b]) => meet(a, b)).map(([a, b]) => `${a.name} and ${b.name} overlap`),
    ],
  };
}

const bottomOf = (placed: readonly Placed[]) => Math.max(0, ...placed.map(({ at }) => at.y + at.h));

/** Each row begins where all before it end: what is closed takes up one line only, so none stands as if it were open. */
function gapProblems(panels: readonly (Panel | RowPanel)[]): string[] {
  return panels.flatMap((one, index) => {
    const before = panels
      .slice(0, index)
      .flatMap(({ gridPos }) => (gridPos ? [{ name: '', at: gridPos }] : []));
    const previous = panels[index - 1];
    const mustStandBelow = one.type === 'row' || (previous?.type === 'row' && index > 0);
    if (!mustStandBelow || !one.gridPos || one.gridPos.y === bottomOf(before)) return [];
    return [
      `${nameOf(one)}: stands at line ${one.gridPos.y}, and what is above it ends at ${bottomOf(before)}`,
    ];
  });
}

function rowProblems(row: RowPanel): string[] {
  const name = `row ${nameOf(row)}`;
  const { gridPos: at } = row;
  const wide = at?.x === 0 && at.w === gridWidth && at.h === 1;
  const { placed, problems } = placesIn(row.panels);
  return [
    ...(row.title ? [] : [`${name}: no title`]),
    ...(wide ? [] : [`${name}: not one line from edge to edge`]),
    ...(row.collapsed && row.panels.length === 0 ? [`${name}: closed, and its panels are not in it`] : []),
    ...(!row.collapsed && row.panels.length > 0
      ? [`${name}: open, and its panels are in it: they are not shown`]
      : []),
    ...(at ? placed.filter(({ at: { y } }) => y <= at.y).map((one) => `${one.name}: not below its row`) : []),
    ...problems,
  ];
}

export const layoutProblems = (dashboard: Dashboard): string[] => [
  ...idProblems(dashboard),
  ...placesIn(dashboard.panels ?? []).problems,
  ...gapProblems(dashboard.panels ?? []),
  ...rowsOf(dashboard).flatMap(rowProblems),
];
