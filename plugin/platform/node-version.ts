// Whether this Node is new enough: npm only warns of an older one, and what it lacks would fail at the first booking.
import { type Finding, orOk } from './finding.js';
import { supported } from './supported.js';

const oldest = supported.node;

/** What to do about a Node of that version, as `process.versions.node` has it; empty where it will do. */
export function nodeAdvice(version: string): string[] {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > oldest.major || (major === oldest.major && minor >= oldest.minor)) return [];
  return [`Node ${version} is too old: run the PMS with Node ${oldest.major}.${oldest.minor} or newer.`];
}

export const nodeFindings = (version: string): readonly Finding[] =>
  orOk(
    'Node',
    nodeAdvice(version).map((says) => ({ about: 'Node', state: 'fails', says })),
    `Node ${version}.`,
  );
