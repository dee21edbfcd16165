// Input that contradicts itself: a typed error that names what is wrong, never a wrong plan.
import { Refusal } from '../../domain/refusal.js';

export type InvalidProblemKey =
  | 'assignment.duplicate_room'
  | 'assignment.duplicate_stay'
  | 'assignment.unknown_type'
  | 'assignment.unknown_room'
  | 'assignment.without_door'
  | 'assignment.capacity'
  | 'assignment.people'
  | 'assignment.nights_reversed'
  | 'assignment.blocks_overlap'
  | 'assignment.fixed_without_room'
  | 'assignment.fixed_overlap'
  | 'assignment.number';

/** `key` and `params` name the room, stay or block. */
export class InvalidProblem extends Refusal {
  constructor(
    override readonly key: InvalidProblemKey,
    params: Readonly<Record<string, string | number>>,
  ) {
    super('invalid', key, params);
    this.name = 'InvalidProblem';
  }
}
