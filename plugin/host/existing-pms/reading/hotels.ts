// The hotels of the PMS.
import type { HotelSql } from '../../../platform/database/index.js';

export async function hasHotel(sql: HotelSql): Promise<boolean> {
  return (await sql.row('SELECT FROM hotels WHERE id = :hotel', { hotel: sql.hotel })) !== undefined;
}
