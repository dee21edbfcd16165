// What is sent of the settings that somebody has filled in.
import { expect } from 'chai';
import type { Choice, ImportSettings } from '../../../api/import-settings.js';
import { changesOf, companyPath, formOf, laidOver, newlyAutomatic } from './form.js';

const usual: Choice = {
  appliedAutomatically: [],
  frequentHours: { from: '07:00', until: '02:00' },
  ...{ frequentSeconds: 310, offHoursSeconds: 1800 },
  ...{ changeWaitMinutes: 60, arrivalWaitMinutes: 10, cancellationWaitHours: 24 },
  ...{ smokingDefault: 'non_smoking', childrenWithBed: ['A', 'B', 'other'], agencyAliases: [] },
  dayUseHours: { from: '11:00', until: '17:00' },
  ...{ holdsWhatFits: false, sharedLogins: false },
};
const settings: ImportSettings = {
  ...{ ...usual, appliedAutomatically: ['after_check_in'], changeWaitMinutes: 30, usual, version: 3 },
  ...{ leastSeconds: 310, installedAliases: [] },
  held: [
    { kind: 'after_check_in', messages: 4 },
    { kind: 'edited_by_hand', messages: 2 },
  ],
};
const changes = (filledIn: Partial<Choice>) => changesOf({ ...formOf(settings), ...filledIn }, settings);

describe('settings of the import that are filled in', () => {
  it('send nothing where nothing is otherwise, in whatever order it was ticked', () => {
    expect(changes({})).to.deep.equal({});
    expect(changes({ childrenWithBed: ['other', 'B', 'A'], agencyAliases: [[]] })).to.deep.equal({});
  });

  it('send what is otherwise alone, and that what is usual is to be so again', () => {
    expect(changes({ offHoursSeconds: 3600, changeWaitMinutes: 60 })).to.deep.equal({
      offHoursSeconds: 3600,
      changeWaitMinutes: null,
    });
    expect(changes({ appliedAutomatically: ['edited_by_hand', 'after_check_in'] })).to.deep.equal({
      appliedAutomatically: ['after_check_in', 'edited_by_hand'],
    });
  });

  it('are laid over what somebody else has saved meanwhile, but for what was filled in', () => {
    const form = { ...formOf(settings), changeWaitMinutes: 45, agencyAliases: [['A', 'B'], []] };
    const now = { ...settings, version: 4, offHoursSeconds: 3600, changeWaitMinutes: 50 };
    const over = laidOver(form, settings, now);
    expect(over).to.deep.equal({ ...formOf(now), changeWaitMinutes: 45, agencyAliases: form.agencyAliases });
    expect(changesOf(over, now)).to.deep.equal({ changeWaitMinutes: 45, agencyAliases: [['A', 'B']] });
  });

  it('name a company by its place among those that are sent', () => {
    const form = { ...formOf(settings), agencyAliases: [['A', 'B'], [], ['C']] };
    expect([0, 2].map((index) => companyPath(form, index))).to.deep.equal([
      'agencyAliases.0',
      'agencyAliases.1',
    ]);
  });

  it('say how many messages wait of what is newly ticked', () => {
    const form = { ...formOf(settings), appliedAutomatically: ['after_check_in', 'edited_by_hand'] as const };
    expect(
      newlyAutomatic({ ...form, appliedAutomatically: [...form.appliedAutomatically] }, settings),
    ).to.equal(2);
    expect(newlyAutomatic(formOf(settings), settings)).to.equal(0);
  });
});
