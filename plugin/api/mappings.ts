// What the editor of mappings is answered: what the hotel's room codes mean, what has come and waits, and what an edit does.
import { z } from 'zod';
import { pageOf } from '../platform/http/index.js';
import { instant, roomType, toldReason } from './common.js';

const smoking = z.enum(['smoking', 'non_smoking']);
const soldSmoking = z
  .enum(['smoking', 'non_smoking', 'unspecified'])
  .describe('smoking: 喫煙; non_smoking: 禁煙; unspecified: 指定なし, the hotel’s default');

const agency = z.string().nullable().describe('The agency’s company; null: any');

const terms = z
  .object({
    type: roomType,
    smoking: soldSmoking,
    attributes: z.array(z.string()).describe('What the code sells beside type and smoking'),
    active: z.boolean().describe('False: kept, and nothing goes by it'),
  })
  .meta({ id: 'MappingTerms' });

const problem = z
  .object({
    ...toldReason.shape,
    severity: z
      .enum(['error', 'confirm', 'warning'])
      .describe('error: not saved; confirm: only with confirmOverride; warning: saved all the same'),
  })
  .meta({ id: 'MappingProblem' });

const master = roomType.nullable().describe('What the PMS’s own room master says of the code; null: nothing');
const waiting = z.int().describe('Messages with the code that wait for a room');

const mapping = z
  .object({
    id: z.int(),
    version: z.int(),
    agency,
    code: z.string(),
    ...terms.shape,
    master,
    names: z.array(z.string()).describe('As the agency calls the room, the newest first'),
    waiting,
    problems: z.array(problem).describe('What is wrong with it now, the worst first'),
  })
  .meta({ id: 'Mapping', description: 'What an agency’s room code means to the hotel' });
export type MappingAnswer = z.output<typeof mapping>;

const listedMapping = z
  .object({
    ...mapping.shape,
    lastEdit: z
      .object({ at: instant, userId: z.int().nullable(), clerk: z.string().nullable() })
      .nullable()
      .describe('Null where that was longer ago than the audit log is kept'),
  })
  .meta({ id: 'ListedMapping', description: 'A mapping, with when and by whom it was last edited' });

const seenCode = z
  .object({
    agency: z.string().describe('The agency’s company; empty where its messages name none'),
    code: z.string(),
    names: z.array(z.string()).describe('As the agency calls the room, the newest first'),
    lastSeenAt: instant.describe('May lag by up to two days'),
    meaning: z
      .object({
        type: roomType,
        smoking: smoking.nullable().describe('Null: only the master knows the code'),
        source: z.enum(['agency', 'any', 'master']),
      })
      .nullable()
      .describe('Null: it leads to no room type'),
    master,
    waiting,
  })
  .meta({ id: 'SeenCode', description: 'A room code that came with messages of the last 400 days' });
export type SeenCodeAnswer = z.output<typeof seenCode>;

export const mappings = z
  .object({
    mappings: z.array(listedMapping),
    seen: z.array(seenCode),
    types: z.array(
      z.object({
        ...roomType.shape,
        smokingRooms: z.int().describe('Rooms for sale'),
        nonSmokingRooms: z.int().describe('Rooms for sale'),
      }),
    ),
    smokingDefault: smoking.describe('What 指定なし takes'),
  })
  .meta({ id: 'Mappings', description: 'What the room codes of a hotel mean, and which have come' });
export type MappingsAnswer = z.output<typeof mappings>;

const effect = {
  frees: z.int().describe('Messages whose codes all lead to a room type then, and did not or led elsewhere'),
  retried: z.int().describe('Messages that are tried again at once, these among them'),
};

export const mappingPreview = z
  .object({
    ...effect,
    problems: z.array(problem).describe('The worst first'),
    present: mapping.nullable().describe('The mapping that this agency’s code has already'),
  })
  .meta({ id: 'MappingPreview', description: 'What saving a mapping would do' });
export type MappingPreviewAnswer = z.output<typeof mappingPreview>;

export const mappingEdit = z
  .object({ ...effect, mapping: mapping.nullable().describe('Null: it is deleted') })
  .meta({ id: 'MappingEdit', description: 'A mapping that was saved, and what that did' });
export type MappingEditAnswer = z.output<typeof mappingEdit>;

const change = z
  .object({
    at: instant,
    userId: z.int().nullable(),
    clerk: z.string().nullable().describe('担当者, where the login is shared'),
    kind: z.enum(['add', 'change', 'remove']),
    agency,
    code: z.string(),
    before: terms.nullable(),
    after: terms.nullable(),
    frees: z.int().describe('Messages that it freed'),
  })
  .meta({ id: 'MappingChange' });
export type MappingChangeAnswer = z.output<typeof change>;

export const mappingChangePage = pageOf(change).meta({ id: 'MappingChangePage' });
