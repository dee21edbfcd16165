-- What is sold per room type and night. Joins rooms, so a night without a room is not counted; a double-booked room counts twice.
CREATE VIEW vw_room_inventory AS
WITH sellable AS (
  SELECT hotel_id, id, room_type_id FROM rooms WHERE for_sale AND NOT is_staff_room
), totals AS (
  SELECT hotel_id, room_type_id, COUNT(*) AS total_rooms FROM sellable GROUP BY hotel_id, room_type_id
), net_groups AS (
  SELECT DISTINCT hotel_id, room_type_id, netRmTypeGroupCode FROM sc_tl_rooms
)
SELECT d.hotel_id, d.date, s.room_type_id, g.netrmtypegroupcode, rt.name AS room_type_name, t.total_rooms,
       COUNT(d.id) AS room_count
FROM reservation_details d
JOIN sellable s ON s.hotel_id = d.hotel_id AND s.id = d.room_id
JOIN room_types rt ON rt.hotel_id = s.hotel_id AND rt.id = s.room_type_id
JOIN totals t ON t.hotel_id = s.hotel_id AND t.room_type_id = s.room_type_id
LEFT JOIN net_groups g ON g.hotel_id = s.hotel_id AND g.room_type_id = s.room_type_id
WHERE d.cancelled IS NULL
GROUP BY d.hotel_id, d.date, s.room_type_id, g.netrmtypegroupcode, rt.name, t.total_rooms;
