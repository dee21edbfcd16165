// Bookings whose room changes its code between the nights, while the hotel says one by one what the codes mean.
import { expect } from 'chai';
import type { MappingEditAnswer, MappingPreviewAnswer, MappingsAnswer } from '../../plugin/api/index.js';
import { newBooking, single, singles, twins } from '../support/bookings.js';
import { useDatabase } from '../support/database.js';
import { type Records, recordsOf } from '../support/records.js';
import { guardsByToken, type Staff, staffAt } from '../support/staff.js';
import { createWorld, type World } from '../support/world.js';

describe('a booking whose room changes its code between the nights', () => {
  const database = useDatabase();
  let world: World;
  let records: Records;
  let chief: Staff;
  let type: Readonly<Record<string, number>>;

  before(async () => {
    world = await createWorld({
      databaseUrl: database.url(),
      rooms: [...singles('101', '102', '103'), ...twins('201', '202')],
      auth: guardsByToken,
    });
    database.onEnd(() => world.stop());
    records = recordsOf(world);
    chief = staffAt(world.heyawari, world.hotel.hotelId, 'view', 'supervise', 'configure');
    type = world.hotel.typeIds;
  });

  const booking = (number: string, codes: readonly [string, string], checkIn = '2027-03-01') => {
    const [one, two] = codes.map((code) => `<RoomTypeCode>${code}<`) as [string, string];
    const { xml, ...message } = newBooking(number, { checkIn, rooms: [{ ...single, code: codes[0] }] });
    const at = xml.lastIndexOf(one);
    return { ...message, xml: `${xml.slice(0, at)}${two}${xml.slice(at + one.length)}` };
  };
  const draft = (code: string, typeName: string) => ({
    code,
    typeId: type[typeName],
    smoking: 'unspecified',
  });
  const edited = async ({ body, status }: { body: MappingEditAnswer; status: number }) => {
    expect(status, JSON.stringify(body)).to.be.below(300);
    await world.heyawari.drain();
    return body;
  };
  const save = async (code: string, typeName: string) =>
    edited(await chief<MappingEditAnswer>('post', '/mappings', draft(code, typeName)));
  const move = async ({ mapping }: MappingEditAnswer, typeName: string) => {
    const { id, version, smoking, attributes, active } = mapping!;
    const body = { version, smoking, attributes, active, typeId: type[typeName] };
    return edited(await chief<MappingEditAnswer>('put', `/mappings/${id}`, body));
  };

  it('waits for the code that leads nowhere, as one for which somebody must say what it means, and is freed by that', async () => {
    await save('K', 'SGL');
    await world.deliver(booking('HALF', ['K', 'L']), booking('TURNED', ['L', 'K']));
    for (const number of ['HALF', 'TURNED'])
      expect(await records.message(`${number}-1`)).to.equal('pending: room_code_unknown');
    const { body } = await chief<MappingsAnswer>('get', '/mappings');
    expect(body.seen.find(({ code }) => code === 'L')).to.include({ waiting: 2, meaning: null });
    const preview = await chief<MappingPreviewAnswer>('post', '/mappings/preview', draft('L', 'SGL'));
    expect(preview.body.frees).to.equal(2);
    expect(await save('L', 'SGL')).to.include({ frees: 2, retried: 2 });
    for (const number of ['HALF', 'TURNED'])
      expect(await records.message(`${number}-1`)).to.equal('imported');
  });

  it('is not said to be freed by what makes its codes two types: it is held then', async () => {
    await world.deliver(booking('BECOMES', ['K', 'P'], '2027-03-05'));
    expect(await records.message('BECOMES-1')).to.equal('pending: room_code_unknown');
    const preview = async (typeName: string) =>
      (await chief<MappingPreviewAnswer>('post', '/mappings/preview', draft('P', typeName))).body.frees;
    expect(await preview('SGL')).to.equal(1);
    expect(await preview('TWN')).to.equal(0);
    expect(await save('P', 'TWN')).to.include({ frees: 0, retried: 1 });
    expect(await records.message('BECOMES-1')).to.equal('failed: room_type_changes');
  });

  it('and so its type is a person’s to decide on, until the codes mean one type: it is tried at once then', async () => {
    const one = await save('M', 'TWN');
    await world.deliver(booking('TWO', ['K', 'M'], '2027-03-10'));
    expect(await records.message('TWO-1')).to.equal('failed: room_type_changes');
    expect(await move(one, 'SGL')).to.include({ frees: 1, retried: 1 });
    expect(await records.message('TWO-1')).to.equal('imported');
    const tries = await world.rows(
      `SELECT l.action, l.user_id FROM heyawari.ota_import_log l JOIN heyawari.ota_import_cache c ON c.id = l.message_id
        WHERE c.data_id = 'TWO-1' AND l.action IS NOT NULL`,
    );
    expect(tries).to.deep.equal([{ action: 'retry', user_id: 7 }]);
  });

  it('and so its type stays a person’s to decide on where the codes still mean two, and is not said to be freed', async () => {
    const one = await save('N', 'TWN');
    await world.deliver(booking('STILL', ['K', 'N'], '2027-03-20'));
    const { id, version, attributes, active } = one.mapping!;
    const body = { version, attributes, active, typeId: type.TWN, smoking: 'smoking' };
    expect(await edited(await chief<MappingEditAnswer>('put', `/mappings/${id}`, body))).to.include({
      frees: 0,
      retried: 1,
    });
    expect(await records.message('STILL-1')).to.equal('failed: room_type_changes');
  });

  it('and so its kind is tried again where the hotel’s default of smoking makes them one', async () => {
    const kind = { code: 'S', typeId: type.SGL, smoking: 'smoking' };
    await edited(await chief<MappingEditAnswer>('post', '/mappings', kind));
    await world.deliver(booking('KIND', ['K', 'S'], '2027-03-25'));
    expect(await records.message('KIND-1')).to.equal('failed: room_type_changes');
    const { body } = await chief<{ version: number }>('get', '/imports/settings');
    const changed = await chief('put', '/imports/settings', {
      version: body.version,
      smokingDefault: 'smoking',
    });
    expect(changed.status).to.equal(200);
    await world.heyawari.drain();
    expect(await records.message('KIND-1')).to.not.equal('failed: room_type_changes');
  });
});
