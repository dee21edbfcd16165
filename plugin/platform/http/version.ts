// Edits name the version they saw; an edit of something that has changed since is refused.
import { Refusal } from '../../domain/refusal.js';

/** Throws a conflict where `seen`, the version a person edited, is not the `current` one. */
export function refuseChanged(seen: number, current: number): void {
  if (seen !== current) throw new Refusal('conflict', 'version.changed', { seen, current });
}
