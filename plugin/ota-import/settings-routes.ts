// The REST routes of the settings of a hotel's import: as they stand, and another choice of some of them.
import { z } from 'zod';
import { clockTime, importSettings, type ImportSettingsAnswer, importSettingsEdit } from '../api/index.js';
import { childClasses } from '../domain/booking-report.js';
import { heldKinds } from '../domain/import-failure.js';
import { smokingKinds } from '../domain/stay.js';
import { type AnyRoute, integerField, route, textField } from '../platform/http/index.js';
import type { ImportSettingsService, ToldSettings } from './settings-service.js';
import type { ChoiceChanges, HotelChoice } from './settings/settings.js';

const most = { companies: 100, names: 20, daySeconds: 86_400, dayMinutes: 1_440, hours: 720 } as const;

/** What may be sent for each; left out, it stays as it is; null: as the installation says. */
const fields = {
  appliedAutomatically: z.array(z.enum(heldKinds)).max(heldKinds.length).nullish(),
  frequentHours: z.strictObject({ from: clockTime, until: clockTime }).nullish(),
  frequentSeconds: integerField({ min: 0, max: most.daySeconds }).nullish(),
  offHoursSeconds: integerField({ min: 0, max: most.daySeconds }).nullish(),
  changeWaitMinutes: integerField({ min: 1, max: most.dayMinutes }).nullish(),
  arrivalWaitMinutes: integerField({ min: 1, max: most.dayMinutes }).nullish(),
  cancellationWaitHours: integerField({ min: 1, max: most.hours }).nullish(),
  smokingDefault: z.enum(smokingKinds).nullish(),
  childrenWithBed: z.array(z.enum(childClasses)).max(childClasses.length).nullish(),
  dayUseHours: z.strictObject({ from: clockTime, until: clockTime }).nullish(),
  agencyAliases: z
    .array(z.array(textField(200)).min(1).max(most.names))
    .max(most.companies)
    .nullish(),
  holdsWhatFits: z.boolean().nullish(),
  sharedLogins: z.boolean().nullish(),
} satisfies { readonly [Name in keyof HotelChoice]: z.ZodType<ChoiceChanges[Name]> };

const body = z.strictObject({
  ...fields,
  version: integerField({ min: 0 }),
  heldAlready: z.enum(['apply', 'leave']).default('leave'),
});

/** Each once, in the order of the words' list. */
const inOrder = <Word>(all: readonly Word[], said: readonly Word[] | null | undefined) =>
  said && all.filter((word) => said.includes(word));

const parsedChanges = ({
  version: _version,
  heldAlready: _heldAlready,
  ...changes
}: z.output<typeof body>): ChoiceChanges => ({
  ...changes,
  appliedAutomatically: inOrder(heldKinds, changes.appliedAutomatically),
  childrenWithBed: inOrder(childClasses, changes.childrenWithBed),
});

const choiceAnswer = ({ frequentHours, dayUseHours, agencyAliases, ...choice }: HotelChoice) => ({
  ...{ frequentSeconds: choice.frequentSeconds, offHoursSeconds: choice.offHoursSeconds },
  ...{ changeWaitMinutes: choice.changeWaitMinutes, arrivalWaitMinutes: choice.arrivalWaitMinutes },
  ...{ cancellationWaitHours: choice.cancellationWaitHours, smokingDefault: choice.smokingDefault },
  ...{ holdsWhatFits: choice.holdsWhatFits, sharedLogins: choice.sharedLogins },
  appliedAutomatically: [...choice.appliedAutomatically],
  frequentHours: { ...frequentHours },
  dayUseHours: { ...dayUseHours },
  childrenWithBed: [...choice.childrenWithBed],
  agencyAliases: agencyAliases.map((names) => [...names]),
});

const toldAnswer = ({
  settings,
  usual,
  leastSeconds,
  installedAliases,
  held,
}: ToldSettings): ImportSettingsAnswer => ({
  ...choiceAnswer(settings),
  ...{ version: settings.version, usual: choiceAnswer(usual), leastSeconds, held: [...held] },
  installedAliases: installedAliases.map((names) => [...names]),
});

export const settingsRoutes = (service: ImportSettingsService): AnyRoute[] => [
  route({
    method: 'get',
    path: '/imports/settings',
    permission: 'view',
    summary:
      'What the import goes by in the hotel, what is usual, and how many messages of each kind are held',
    answer: importSettings,
    handler: async ({ hotelId }) => ({ status: 200, body: toldAnswer(await service.read(hotelId)) }),
  }),
  route({
    method: 'put',
    path: '/imports/settings',
    permission: 'configure',
    summary:
      'Changes settings of the import: those left out stay, null sets one back; who waits for another setting is tried at once',
    refusals: {
      invalid: [
        ...['imports.settings.too_often', 'imports.settings.off_hours_shorter'],
        ...['imports.settings.one_name', 'imports.settings.no_name', 'imports.settings.day_use_ends_first'],
      ],
      conflict: ['version.changed', 'imports.settings.joins_mappings'],
    },
    body,
    answer: importSettingsEdit,
    async handler({ body: sent }, tx) {
      const { version, heldAlready } = sent;
      const edit = await service.change(tx, parsedChanges(sent), version, heldAlready);
      return { status: 200, body: { ...toldAnswer(edit), retried: edit.retried } };
    },
  }),
];
