// Where panels stand: from left to right below their row, each with an id; rows that are closed hold their own.
import type { Panel, RowPanel } from '@grafana/grafana-foundation-sdk/dashboard';
import type { Made } from './panels.js';

export interface Row {
  readonly title: string;
  readonly panels: readonly Made[];
  /** Its panels are asked for when somebody opens it. */
  readonly closed?: boolean;
}

/** Columns of Grafana's grid. */
export const gridWidth = 24;

/** Line by line, each as high as its highest. Returns the first free line below. */
function place(
  panels: readonly Made[],
  top: number,
  nextId: () => number,
): { placed: Panel[]; below: number } {
  let [x, y, lineHeight] = [0, top, 0];
  const placed = panels.map(({ panel, width, height }) => {
    if (x + width > gridWidth) [x, y, lineHeight] = [0, y + lineHeight, 0];
    const gridPos = { x, y, w: width, h: height };
    [x, lineHeight] = [x + width, Math.max(lineHeight, height)];
    return { ...panel, id: nextId(), gridPos };
  });
  return { placed, below: y + lineHeight };
}

export function layOut(rows: readonly Row[]): (Panel | RowPanel)[] {
  let id = 0;
  const nextId = () => (id += 1);
  let y = 0;
  return rows.flatMap(({ title, panels, closed = false }) => {
    const row: RowPanel = {
      ...{ type: 'row', id: nextId(), title, collapsed: closed, panels: [] },
      gridPos: { x: 0, y, w: gridWidth, h: 1 },
    };
    const { placed, below } = place(panels, y + 1, nextId);
    // What is closed takes up no place: the next row stands right below.
    y = closed ? y + 1 : below;
    return closed ? [{ ...row, panels: placed }] : [row, ...placed];
  });
}
