// The one paging convention of all lists: `page` from 1, `pageSize` at most 200, and the total in the answer.
import { z } from 'zod';
import { integerText } from './fields.js';

const mostOnPage = 200;
/** Its rows are still counted by a column `integer`; a list that ends before it answers with an empty page and its true total. */
const lastPage = 10_000_000;

/** For a list whose screens show another number of rows than the usual 50. */
export function pageSize(byDefault: number) {
  return integerText({ min: 1, max: mostOnPage, byDefault });
}

/** Query fields of a list; spread into its schema: `z.strictObject({ ...paging, status: … })`. */
export const paging = {
  page: integerText({ min: 1, max: lastPage, byDefault: 1 }),
  pageSize: pageSize(50),
};

export interface Paging {
  readonly page: number;
  readonly pageSize: number;
}

export interface Page<Item> extends Paging {
  readonly items: readonly Item[];
  /** Over all pages. */
  readonly total: number;
}

/** Schema of a list's answer. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({
    items: z.array(item).readonly(),
    page: z.number().int(),
    pageSize: z.number().int(),
    total: z.number().int(),
  });

/** A list's answer; `total` as PostgreSQL's count(*) gives it, text or number. */
export const page = <Item>(
  items: readonly Item[],
  { page, pageSize }: Paging,
  total: string | number,
): Page<Item> => ({ items, page, pageSize, total: Number(total) });
