// What a message says of its booking, as one text: the same however and whenever it was sent. Pure.
import type { XmlTree } from '../domain/booking-report.js';

type Node = XmlTree | readonly XmlTree[];

/** An agency's running number of its messages, wherever it stands: it tells one sending from another, and nothing of the booking. */
const ofSending = 'TravelAgencyReportNumber';

/** Elements by name; undefined of one with nothing in it: whether an agency leaves it out or sends it empty says nothing. */
function ordered(node: Node): unknown {
  if (typeof node === 'string') return node.trim() || undefined;
  if (Array.isArray(node)) return node.map(ordered);
  const elements: Record<string, unknown> = {};
  let isEmpty = true;
  for (const name of Object.keys(node).sort()) {
    const child = name === ofSending ? undefined : ordered((node as Exclude<XmlTree, string>)[name]!);
    if (child === undefined) continue;
    elements[name] = child;
    isEmpty = false;
  }
  return isEmpty ? undefined : elements;
}

/**
 * Of a report's tree as it was read, before anything in it is mended. `TransactionType` speaks of the sending (its day, its DataID), but for the
 * classification. Whoever changes this raises `identityForm`.
 */
export function identityText(report: XmlTree): string {
  if (typeof report === 'string') return report;
  const { TransactionType: transaction, ...booking } = report;
  const kind =
    typeof transaction === 'object' && 'DataClassification' in transaction
      ? transaction.DataClassification
      : '';
  return JSON.stringify([kind, ordered(booking)]);
}

/** Of `identityText`: what an earlier form made is not to be compared with it. */
export const identityForm = 1;
