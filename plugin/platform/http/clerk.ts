// Who works at a login that several people share (担当者, D18): a command of a hotel that asks for it names the person.
import { Refusal } from '../../domain/refusal.js';
import type { HotelSql } from '../database/index.js';
import { textField } from './fields.js';
import type { AnyRoute } from './route.js';

const longest = 40;
/** Control characters, line ends, and what turns the direction of a text round or cannot be seen. */
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/** Name or initials, in the body: the PMS's CORS rules let no header of ours through. */
export const clerkField = textField(longest)
  .refine((name) => !unprintable.test(name))
  .optional();

/** Whether logins of the hotel are shared, so that each command has to say who gives it. */
export type AsksClerk = (sql: HotelSql) => Promise<boolean>;

/**
 * Who gives the command; undefined where the hotel does not ask, whatever was said: a name that nobody needs is not kept. What `view` lets
 * through changes nothing, and is not asked. Throws Refusal where it is missing.
 */
export async function clerkOf(
  sql: HotelSql,
  { permission }: Pick<AnyRoute, 'permission'>,
  said: string | undefined,
  asks: AsksClerk,
): Promise<string | undefined> {
  if (permission === 'view' || !(await asks(sql))) return undefined;
  if (said === undefined) throw new Refusal('invalid', 'request.clerk_missing');
  return said;
}
