// What can be done with a message as it stands, and who may: one table (D18).
import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { failureCodes, importFailure } from '../../domain/import-failure.js';
import { messageStatuses } from '../ledger/transitions.js';
import { actions, liftedByAccepting, type MessageFacts, permissionFor, possibleActions } from './actions.js';

const failedWith = (failureCode: (typeof failureCodes)[number], kind: MessageFacts['kind'] = 'change') => ({
  ...{ status: 'failed' as const, kind, failureCode, heldParts: undefined },
  isHeld: importFailure(failureCode).class === 'needs_person',
});
const namesOf = (message: MessageFacts) => possibleActions(message).map(({ action }) => action);

describe('what a person can do with a message', () => {
  it('needs leave to operate, and to ignore one leave to supervise', () => {
    expect(Object.fromEntries(actions.map((action) => [action, permissionFor(action)]))).to.deep.equal({
      ...{ retry: 'operate', import: 'operate', accept: 'operate', reject: 'operate', resolve: 'operate' },
      ...{ edit: 'operate', ignore: 'supervise' },
    });
  });

  it('is in docs/import.md, with who may', () => {
    const page = readFileSync(new URL('../../../docs/import.md', import.meta.url), 'utf8');
    const section = page.slice(page.indexOf('## What people do'), page.indexOf('## Why a message'));
    const documented = [...section.matchAll(/^\| `(\w+)` \| (\w+) \|/gm)].map(([, ...cells]) => cells);
    expect(documented).to.have.deep.members(actions.map((action) => [action, permissionFor(action)]));
  });

  it('is nothing once it is done', () => {
    for (const status of messageStatuses) {
      const isOpen = ['received', 'pending', 'retrying', 'waiting', 'failed'].includes(status);
      const possible = namesOf({
        status,
        kind: 'new',
        failureCode: undefined,
        heldParts: undefined,
        isHeld: false,
      });
      expect(possible.includes('resolve'), status).to.equal(isOpen);
      if (!isOpen) expect(possible).to.deep.equal([]);
    }
  });

  it('is something whatever it failed with, to settle it and to try it again', () => {
    for (const code of failureCodes)
      for (const kind of ['new', 'change', 'cancellation', undefined] as const)
        expect(namesOf(failedWith(code, kind)), code).to.include.members(['retry', 'resolve', 'ignore']);
  });

  it('is accepting or rejecting where it is held, and correcting where an element of it is wrong', () => {
    expect(namesOf(failedWith('edited_by_hand'))).to.include.members(['accept', 'reject']);
    expect(namesOf(failedWith('edited_by_hand'))).to.not.include('edit');
    expect(namesOf(failedWith('after_check_in', 'cancellation'))).to.include('accept');
    expect(namesOf(failedWith('after_check_in', 'change'))).to.not.include('accept');
    expect(namesOf(failedWith('booking_unknown', 'cancellation'))).to.not.include('accept');
    expect(namesOf(failedWith('date_invalid', 'new')))
      .to.include('edit')
      .and.not.include('accept');
    expect(namesOf(failedWith('xml_malformed', undefined))).to.not.include('edit');
    expect(namesOf(failedWith('no_availability', 'new'))).to.not.include('accept');
  });

  it('is no import of a cancellation, nor of what nobody has read', () => {
    expect(namesOf(failedWith('after_check_in', 'cancellation'))).to.not.include('import');
    const unread = {
      ...{ status: 'received' as const, kind: undefined, failureCode: undefined },
      ...{ heldParts: undefined, isHeld: false },
    };
    expect(namesOf(unread)).to.deep.equal(['resolve', 'ignore']);
  });

  it('is an import with chosen rooms where rooms decide, and nowhere else, since it could not succeed', () => {
    const helped = failureCodes.filter((code) => {
      const { class: of } = importFailure(code);
      return of === 'room_mapping' || of === 'system_error';
    });
    const decided = ['booking_unknown', 'settled_by_person', 'deleted_in_pms', 'same_id_other_content'];
    const offered = failureCodes.filter((code) => namesOf(failedWith(code, 'new')).includes('import'));
    expect(offered).to.have.members([...helped, ...decided, 'room_type_changes', 'day_use_without_room']);
  });

  it('is such an import where a change is held for the room alone', () => {
    for (const code of ['edited_by_hand', 'after_check_in'] as const) {
      expect(namesOf({ ...failedWith(code), heldParts: 'rooms' }), code).to.include('import');
      expect(namesOf({ ...failedWith(code), heldParts: 'nights, rooms' }), code).to.not.include('import');
    }
  });

  it('lifts by accepting what the message was held for, and what is checked after it', () => {
    expect([...liftedByAccepting('after_check_in')]).to.deep.equal(['after_check_in']);
    expect([...liftedByAccepting('edited_by_hand')]).to.have.members([
      ...['edited_by_hand', 'rooms_of_group_changed'],
    ]);
    expect(liftedByAccepting('no_availability').size).to.equal(0);
    expect(liftedByAccepting('constructor').size).to.equal(0);
  });
});
