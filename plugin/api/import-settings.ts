// What is answered of the settings of a hotel's import.
import { z } from 'zod';
import { childClasses } from '../domain/booking-report.js';
import { heldKinds } from '../domain/import-failure.js';
import { smokingKinds } from '../domain/stay.js';
import { clockTime, dayUseHours } from './common.js';

const kind = z
  .enum(heldKinds)
  .describe(
    'after_check_in: a change or cancellation of a guest who may have arrived; reservation_cancelled: of one that a person cancelled; edited_by_hand: ' +
      'over what a person edited; rooms_of_group_changed: other dates or another number of rooms of several; room_type_changes: another type between the nights, applied where one of them serves all nights without anybody getting less, else held all the same',
  );

const choice = {
  appliedAutomatically: z
    .array(kind)
    .describe('Kinds that are applied at once; the others wait for a person'),
  frequentHours: z
    .object({
      from: clockTime.describe('HH:MM at the hotel'),
      until: clockTime.describe(
        'On the next day where it is not after `from`; where it is the same, all day',
      ),
    })
    .describe('The hours in which the hotel is fetched frequently'),
  frequentSeconds: z.number().describe('Between two fetches in those hours'),
  offHoursSeconds: z.number().describe('Between two fetches outside of them that nobody asks for'),
  changeWaitMinutes: z
    .number()
    .describe('For which a change waits for its booking before it is applied as new'),
  arrivalWaitMinutes: z
    .number()
    .describe('The same, of a guest who comes on the business date of its receipt or the next'),
  cancellationWaitHours: z
    .number()
    .describe('For which a cancellation waits for its booking before a person is asked'),
  smokingDefault: z.enum(smokingKinds).describe('What a mapping that says 指定なし takes'),
  childrenWithBed: z
    .array(z.enum(childClasses))
    .describe(
      'Classes of children who need a bed (A70, B50, C30, D with their variants; all others); all count as people',
    ),
  dayUseHours: dayUseHours.describe('Of a day use whose message does not say them'),
  agencyAliases: z
    .array(z.array(z.string()))
    .describe('Names of one agency that differ by more than spelling, a list for each agency'),
  holdsWhatFits: z
    .boolean()
    .describe(
      'Nights that fit of a stay without a room are held in the PMS as 押さえ, without anybody asking',
    ),
  sharedLogins: z
    .boolean()
    .describe('Several people work at one login: every command names its 担当者 (`clerk`)'),
};

const told = {
  ...choice,
  version: z.int().describe('Of the hotel’s settings; 0: nothing is stored yet'),
  usual: z.object(choice).describe('Of a hotel that has set nothing'),
  leastSeconds: z.number().describe('The shortest pause between two fetches that may be chosen'),
  installedAliases: choice.agencyAliases.describe('The same for all hotels, set with the installation'),
  held: z
    .array(z.object({ kind, messages: z.int() }))
    .describe('Messages of each kind that wait for a person now'),
};

export const importSettings = z
  .object(told)
  .meta({ id: 'ImportSettings', description: 'What the import goes by in the hotel' });
export type ImportSettingsAnswer = z.output<typeof importSettings>;

export const importSettingsEdit = z
  .object({ ...told, retried: z.int().describe('Messages that are tried at once because of it') })
  .meta({ id: 'ImportSettingsEdit', description: 'Settings that were saved, and what that did' });
export type ImportSettingsEditAnswer = z.output<typeof importSettingsEdit>;
