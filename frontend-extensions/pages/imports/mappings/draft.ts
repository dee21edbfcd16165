// A mapping as it is filled in, and as the server takes it. Pure.
import type {
  Mapping,
  MappingDraft,
  MappingKey,
  MappingPreview,
  MappingTerms,
} from '../../../api/mappings.js';

export interface MappingForm {
  /** Whether the mapping is for any agency. */
  ofAny: boolean;
  agency: string;
  code: string;
  typeId: number | null;
  smoking: MappingTerms['smoking'];
  /** Separated by `、` or commas. */
  attributes: string;
  active: boolean;
}

/** What a dialog is about: a mapping that there is, or a code that may have none; its code is empty where a person fills it in. */
export type Subject = Mapping | MappingKey;

export const isPresent = (subject: Subject): subject is Mapping => 'id' in subject;

export function formOf(subject: Subject): MappingForm {
  const { agency, code } = subject;
  const key = { ofAny: agency === null, agency: agency ?? '', code };
  if (!isPresent(subject))
    return { ...key, typeId: null, smoking: 'unspecified', attributes: '', active: true };
  const { type, smoking, attributes, active } = subject;
  return { ...key, typeId: type.id, smoking, attributes: attributes.join('、'), active };
}

const attributesOf = (text: string): string[] => [
  ...new Set(
    text
      .split(/[、，,]/)
      .map((word) => word.trim())
      .filter((word) => word !== ''),
  ),
];

/** Undefined while something is missing. What is too much of a field the server says. */
export function draftOf({ ofAny, agency, code, typeId, ...rest }: MappingForm): MappingDraft | undefined {
  const attributes = attributesOf(rest.attributes);
  const isWhole = code.trim() !== '' && (ofAny || agency.trim() !== '') && typeId !== null;
  if (!isWhole) return undefined;
  return {
    ...{ agency: ofAny ? null : agency.trim(), code: code.trim(), typeId, attributes },
    ...{ smoking: rest.smoking, active: rest.active },
  };
}

/** What stands between a draft and its being saved. */
export interface Check {
  /** Another entry has that agency and code. */
  readonly inTheWay: Mapping | undefined;
  readonly isRefused: boolean;
  /** It overrides the PMS's master, and has not done so before. */
  readonly needsConfirming: boolean;
}

export function checkOf(preview: MappingPreview, subject: Subject, { typeId }: MappingDraft): Check {
  const own = isPresent(subject) ? subject : undefined;
  const has = (severity: string) => preview.problems.some((problem) => problem.severity === severity);
  const wasMeant = own?.active === true && own.type.id === typeId;
  return {
    inTheWay: own ? undefined : (preview.present ?? undefined),
    isRefused: has('error'),
    needsConfirming: has('confirm') && !wasMeant,
  };
}
