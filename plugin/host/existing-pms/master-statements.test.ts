import { expect } from 'chai';
import { aboutMasters } from './master-statements.js';

const asks: Readonly<Record<string, string>> = {
  'one master': 'SELECT * FROM sc_tl_rooms WHERE hotel_id = $1',
  'over several lines, in capitals':
    'SELECT plan_type\n  FROM PLANS_HOTEL p\n WHERE p.hotel_id = $1 AND p.id = ANY($2)',
  'two masters, one by one': `SELECT a.*, COALESCE(g.name, h.name) FROM plan_addons a
    LEFT JOIN addons_global g ON g.id = a.addons_global_id
    LEFT JOIN public.addons_hotel AS h ON (h.id = a.addons_hotel_id) WHERE a.hotel_id = $1 ORDER BY a.id LIMIT 10`,
  'two masters in a list': 'SELECT 1 FROM plans_global g, plans_hotel h WHERE h.plans_global_id = g.id',
  'a master within a master':
    'SELECT id FROM tax_info WHERE id IN (SELECT tax_type_id FROM plan_addons WHERE hotel_id = $1)',
  'words in a text': "SELECT id FROM payment_types WHERE name = 'from reservations for update'",
};

const others: Readonly<Record<string, string>> = {
  'what is booked': 'SELECT id FROM reservations WHERE hotel_id = $1',
  'what is booked, beside a master':
    'SELECT 1 FROM plans_hotel p JOIN reservation_details d ON d.plans_hotel_id = p.id',
  'what is booked, in a list with a master':
    'SELECT 1 FROM plans_hotel p, reservation_details d WHERE d.plans_hotel_id = p.id',
  'what is booked, within a master':
    'SELECT id FROM plans_hotel WHERE id NOT IN (SELECT plans_hotel_id FROM reservation_details)',
  'rooms, which are free or not': 'SELECT r.id FROM rooms r JOIN room_types t ON t.id = r.room_type_id',
  'a master that it locks': 'SELECT * FROM sc_tl_rooms WHERE hotel_id = $1 FOR UPDATE',
  'a master that it shares': 'SELECT * FROM sc_tl_rooms WHERE hotel_id = $1 for no key update',
  'a function that may write': 'SELECT next_number(id) FROM plans_hotel',
  'a function instead of a table': 'SELECT * FROM plans_on_sale($1)',
  'a setting': "SELECT set_config('my_app.user_id', $1, true)",
  'no table at all': 'SELECT 1',
  'a table made of a master': 'SELECT * INTO copied FROM plans_hotel',
  'two statements': 'SELECT * FROM plans_hotel; DELETE FROM reservations',
  'a name in quotes': 'SELECT * FROM "Plans_Hotel"',
  'a text that a backslash carries on': String.raw`SELECT id FROM plans_hotel WHERE name = E'\'' OR EXISTS (SELECT FROM reservations WHERE comment = '')`,
  'a text between dollars': `SELECT id FROM plans_hotel WHERE name = $$'$$ OR EXISTS (SELECT FROM reservations WHERE comment = $a$'$a$)`,
  'a comment': 'SELECT * FROM plans_hotel -- , reservations',
  'a written common table': 'WITH gone AS (DELETE FROM reservations RETURNING id) SELECT * FROM plans_hotel',
  'a row that is inserted with what a master says':
    'INSERT INTO reservation_rates (tax_type_id) SELECT id FROM tax_info WHERE id = $1',
};

const writes: Readonly<Record<string, string>> = {
  'a row more': 'INSERT INTO sc_tl_rooms (hotel_id) VALUES ($1)',
  'a row less': 'delete from only public.sc_tl_plans where hotel_id = $1',
  'a change': 'UPDATE plans_hotel SET name = $2 WHERE id = $1',
  'a change beside a question':
    'WITH gone AS (DELETE FROM plan_addons RETURNING id) SELECT * FROM plans_hotel',
  'all rows less': 'TRUNCATE TABLE tax_info',
};

describe('a statement of the PMS', () => {
  for (const [what, text] of Object.entries(asks))
    it(`asks masters alone: ${what}`, () => expect(aboutMasters(text)).to.equal('asks'));
  for (const [what, text] of Object.entries(others))
    it(`is about something else: ${what}`, () => expect(aboutMasters(text)).to.equal('other'));
  for (const [what, text] of Object.entries(writes))
    it(`changes a master: ${what}`, () => expect(aboutMasters(text)).to.equal('writes'));
});
