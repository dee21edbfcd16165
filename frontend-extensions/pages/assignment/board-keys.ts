// Which stay the arrow keys lead to on the board. Pure: positions in, position out.
import type { BookingPlan } from '../../api/assignment.js';
import type { BoardRow } from './board-layout.js';

export const arrowKeys = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'] as const;
export type ArrowKey = (typeof arrowKeys)[number];

type PlanId = BookingPlan['id'];

/** Left and right stay in the room; up and down lead to the nearest room that has stays, to the one closest in time. */
export function neighbour(rows: readonly BoardRow[], current: PlanId, key: ArrowKey): PlanId | undefined {
  const rowIndex = rows.findIndex((row) => row.stays.some(({ stay }) => stay.planId === current));
  const row = rows[rowIndex];
  if (!row) return undefined;
  const index = row.stays.findIndex(({ stay }) => stay.planId === current);
  if (key === 'ArrowLeft') return row.stays[index - 1]?.stay.planId;
  if (key === 'ArrowRight') return row.stays[index + 1]?.stay.planId;

  const beyond = key === 'ArrowDown' ? rows.slice(rowIndex + 1) : rows.slice(0, rowIndex).reverse();
  const next = beyond.find(({ stays }) => stays.length > 0);
  const start = row.stays[index]?.stretch.start ?? 0;
  const distance = (stay: BoardRow['stays'][number]): number => Math.abs(stay.stretch.start - start);
  return [...(next?.stays ?? [])].sort((one, other) => distance(one) - distance(other))[0]?.stay.planId;
}
