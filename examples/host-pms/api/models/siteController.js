// The site controller's masters: which of its rooms and plans is which of ours.

/** In no particular order: the import takes the first row with the code. */
async function selectTLRoomMaster(db, hotelId) {
  const { rows } = await db.query('SELECT * FROM sc_tl_rooms WHERE hotel_id = $1', [hotelId]);
  return rows;
}

async function selectTLPlanMaster(db, hotelId) {
  const { rows } = await db.query('SELECT * FROM sc_tl_plans WHERE hotel_id = $1', [hotelId]);
  return rows;
}

/** Saving deletes all rows of the hotel and inserts them again. */
async function saveTLRoomMaster(client, hotelId, rooms) {
  await client.query('DELETE FROM sc_tl_rooms WHERE hotel_id = $1', [hotelId]);
  for (const room of rooms) {
    await client.query(
      `INSERT INTO sc_tl_rooms (hotel_id, room_type_id, rmTypeCode, rmTypeName, netRmTypeGroupCode, netRmTypeGroupName,
                                agtCode, netAgtRmTypeCode, netAgtRmTypeName, isStockAdjustable, lincolnUseFlag)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        hotelId,
        room.room_type_id ?? null,
        room.rmtypecode,
        room.rmtypename,
        room.netrmtypegroupcode,
        room.netrmtypegroupname,
        room.agtcode,
        room.netagtrmtypecode,
        room.netagtrmtypename,
        room.isstockadjustable,
        room.lincolnuseflag,
      ],
    );
  }
}

async function saveTLPlanMaster(client, hotelId, plans) {
  await client.query('DELETE FROM sc_tl_plans WHERE hotel_id = $1', [hotelId]);
  for (const plan of plans) {
    await client.query(
      `INSERT INTO sc_tl_plans (hotel_id, plans_global_id, plans_hotel_id, plan_key, planGroupCode, planGroupName)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [
        hotelId,
        plan.plans_global_id ?? null,
        plan.plans_hotel_id ?? null,
        plan.plan_key,
        plan.plangroupcode,
        plan.plangroupname,
      ],
    );
  }
}

module.exports = { selectTLRoomMaster, selectTLPlanMaster, saveTLRoomMaster, saveTLPlanMaster };
