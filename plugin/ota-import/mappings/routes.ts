// The REST routes of mappings: all there is for their editor, what saving would do, edits, history.
import { z } from 'zod';
import { mappingChangePage, mappingEdit, mappingPreview, mappings } from '../../api/index.js';
import { roomTypeId } from '../../domain/ids.js';
import {
  type AnyRoute,
  idOr,
  integerField,
  page,
  paging,
  route,
  textField,
} from '../../platform/http/index.js';
import { changeAnswer, editAnswer, mappingsAnswer, previewAnswer } from './answers.js';
import { type MappingTerms, soldSmoking } from './mapping.js';
import type { MappingEdit, MappingService } from './service.js';

const base = '/mappings';

const terms = {
  typeId: integerField({ min: 1 }),
  smoking: z.enum(soldSmoking),
  attributes: z.array(textField(40)).max(10).default([]),
  active: z.boolean().default(true),
};
/** Default: any agency. */
const key = { agency: textField(200).nullable().default(null), code: textField(100) };
/** True: the person was told that the PMS's master says otherwise, and means it. */
const confirmOverride = z.boolean().default(false);
const version = integerField({ min: 1 });

const bodies = {
  preview: z.strictObject({ ...key, ...terms }),
  add: z.strictObject({ ...key, ...terms, confirmOverride }),
  /** All of them, so that none is set back by being left out. */
  change: z.strictObject({
    ...{ version, confirmOverride, typeId: terms.typeId, smoking: terms.smoking },
    ...{ attributes: terms.attributes.unwrap(), active: terms.active.unwrap() },
  }),
  remove: z.strictObject({ version }),
};

const parsedTerms = ({
  typeId,
  smoking,
  attributes,
  active,
}: Omit<MappingTerms, 'typeId'> & { typeId: number }) => ({
  ...{ typeId: roomTypeId(typeId), smoking, active },
  attributes: [...new Set(attributes)],
});

const parsedDraft = ({ agency, code, ...rest }: z.output<typeof bodies.preview>) => ({
  ...parsedTerms(rest),
  ...{ code, agency: agency ?? undefined },
});

const mappingId = ({ id }: Readonly<Record<string, string>>) => idOr('mapping.unknown', 'id', id);

const overrideOf = (confirmed: boolean) => (confirmed ? 'confirmed' : 'unconfirmed');
const edited = (edit: MappingEdit, status: 200 | 201 = 200) => ({ status, body: editAnswer(edit) });

const badTarget = {
  invalid: ['mapping.type_unknown'],
  conflict: ['mapping.type_not_sold', 'mapping.overrides_master'],
};

function questions(service: MappingService): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: base,
      permission: 'view',
      summary:
        'What the hotel’s room codes mean, which codes have come from whom, and how many messages wait for each',
      answer: mappings,
      handler: async ({ hotelId }) => ({ status: 200, body: mappingsAnswer(await service.read(hotelId)) }),
    }),
    route({
      method: 'get',
      path: `${base}/:id/history`,
      permission: 'view',
      summary: 'Changes of a mapping with before and after, newest first; of a deleted one too',
      refusals: { not_found: ['mapping.unknown'] },
      query: z.strictObject(paging),
      answer: mappingChangePage,
      async handler({ hotelId, params, query }) {
        const range = { offset: (query.page - 1) * query.pageSize, limit: query.pageSize };
        const told = await service.history(hotelId, mappingId(params), range);
        const items = told.changes.map((change) => changeAnswer(told.inventory, change));
        return { status: 200, body: page(items, query, told.total) };
      },
    }),
    route({
      method: 'post',
      path: `${base}/preview`,
      permission: 'view',
      summary: 'What saving this mapping would do, and what is wrong with it; changes nothing',
      body: bodies.preview,
      answer: mappingPreview,
      handler: async ({ body }, tx) => ({
        status: 200,
        body: previewAnswer(await service.preview(tx, parsedDraft(body))),
      }),
    }),
  ];
}

function commands(service: MappingService): AnyRoute[] {
  return [
    route({
      method: 'post',
      path: base,
      permission: 'supervise',
      summary:
        'Says what a room code means, of one agency or any; messages that wait for it are tried at once',
      refusals: {
        ...badTarget,
        conflict: [
          ...badTarget.conflict,
          ...['mapping.exists', 'mapping.exists_for_any', 'mapping.too_many'],
        ],
      },
      body: bodies.add,
      answer: mappingEdit,
      handler: async ({ body: { confirmOverride: confirmed, ...draft } }, tx) =>
        edited(await service.add(tx, parsedDraft(draft), overrideOf(confirmed)), 201),
    }),
    route({
      method: 'put',
      path: `${base}/:id`,
      permission: 'supervise',
      summary: 'Changes what a room code means; agency and code stay',
      refusals: {
        ...badTarget,
        conflict: [...badTarget.conflict, 'version.changed'],
        not_found: ['mapping.unknown'],
      },
      body: bodies.change,
      answer: mappingEdit,
      handler: async ({ params, body: { version: seen, confirmOverride: confirmed, ...rest } }, tx) =>
        edited(
          await service.change(
            tx,
            { id: mappingId(params), version: seen },
            parsedTerms(rest),
            overrideOf(confirmed),
          ),
        ),
    }),
    route({
      method: 'delete',
      path: `${base}/:id`,
      permission: 'supervise',
      summary:
        'Deletes a mapping; messages that wait for a room by it are tried at once by what the code means then',
      refusals: { conflict: ['version.changed'], not_found: ['mapping.unknown'] },
      body: bodies.remove,
      answer: mappingEdit,
      handler: async ({ params, body }, tx) =>
        edited(await service.remove(tx, { id: mappingId(params), version: body.version })),
    }),
  ];
}

export const mappingRoutes = (service: MappingService): AnyRoute[] => [
  ...questions(service),
  ...commands(service),
];
