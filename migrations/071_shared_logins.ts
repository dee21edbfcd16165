// Who works at a login that several people share (担当者, D18): whether a hotel asks for it, and who did what.
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    ALTER TABLE heyawari.hotel_settings
      -- NULL: as the installation says, which is no.
      ADD COLUMN shared_logins boolean;
    ALTER TABLE heyawari.audit_log
      -- A staff name, beside user_id; NULL: nobody was asked. In clear: the log is only added to, so nothing in it can be sealed anew.
      ADD COLUMN clerk text CHECK (char_length(clerk) BETWEEN 1 AND 40)`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    ALTER TABLE heyawari.audit_log DROP COLUMN clerk;
    ALTER TABLE heyawari.hotel_settings DROP COLUMN shared_logins`);
}
