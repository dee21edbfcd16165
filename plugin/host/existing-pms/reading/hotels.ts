// The hotels of the PMS.
import type { HotelId } from '../../../domain/ids.js';
import type { Sql } from '../../../platform/database/index.js';

export async function hasHotel(sql: Sql, hotel: HotelId): Promise<boolean> {
  return (await sql.row('SELECT FROM hotels WHERE id = :hotel', { hotel })) !== undefined;
}
