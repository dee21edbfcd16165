-- What the role that runs needs of the PMS's own tables. The PMS's own role has it: this is for a plugin with a role of its own. Run as the owner of those
-- tables:
--   psql -v ON_ERROR_STOP=1 -v pms=heyawari_run -f 3-pms-tables.sql "$PMS_OWNER_URL"
GRANT USAGE ON SCHEMA public TO :"pms";
GRANT SELECT ON hotels, rooms, room_types, sc_user_info, sc_tl_plans, plans_hotel, plan_addons, tax_info, parking_lots, parking_spots TO :"pms";
GRANT SELECT, INSERT ON clients, addresses, logs_reservation TO :"pms";
GRANT SELECT, INSERT, UPDATE ON reservations, reservation_addons, reservation_parking, reservation_rates, ota_reservation_queue TO :"pms";
GRANT SELECT, INSERT, DELETE ON sc_tl_rooms TO :"pms";
GRANT SELECT, INSERT, UPDATE, DELETE ON reservation_details, reservation_payments, reservation_clients TO :"pms";
GRANT INSERT ON logs_clients, xml_responses TO :"pms";
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO :"pms";
