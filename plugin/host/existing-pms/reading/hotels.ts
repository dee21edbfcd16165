// The hotels of the PMS, and those that have a login at the site controller.
import { hotelId } from '../../../domain/ids.js';
import type { HotelSql, Sql } from '../../../platform/database/index.js';
import type { SiteControllerLogin } from '../../port.js';

export async function hasHotel(sql: HotelSql): Promise<boolean> {
  return (await sql.row('SELECT FROM hotels WHERE id = :hotel', { hotel: sql.hotel })) !== undefined;
}

/** The PMS's own name for the TL-Lincoln login (column sc_user_info.name). */
const loginName = 'TL-リンカーン';

export async function siteControllerLogins(sql: Sql): Promise<SiteControllerLogin[]> {
  const rows = await sql.rows<{ hotel_id: number; user_id: string; password: string }>(
    `SELECT hotel_id, user_id, password FROM sc_user_info WHERE name = :name ORDER BY hotel_id`,
    { name: loginName },
  );
  return rows.map((row) => ({ hotelId: hotelId(row.hotel_id), userId: row.user_id, password: row.password }));
}
