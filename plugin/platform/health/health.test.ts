// What the report says of each part beside whether it is well: since when, and what to do.
import { expect } from 'chai';
import { createHealth, type Health, Unwell } from './index.js';

describe('the report of health', () => {
  let now: Date;
  let health: Health;
  let failure: Error | undefined;
  const part = async () => (await health.report()).checks[0]!;
  const at = (time: string) => (now = new Date(`2027-01-20T${time}:00Z`));

  beforeEach(() => {
    at('01:00');
    failure = undefined;
    health = createHealth(() => undefined, { timeoutSeconds: 0.05, now: () => now });
    health.register('part', 'required', () => (failure ? Promise.reject(failure) : Promise.resolve({})), {
      title: { ja: '部品', en: 'Part' },
      whatToDo: { ja: '直してください。', en: 'Mend it.' },
    });
  });

  it('keeps since when a part is as it is, and begins anew when it turns', async () => {
    expect((await part()).since).to.equal('2027-01-20T01:00:00.000Z');
    at('02:00');
    expect((await part()).since).to.equal('2027-01-20T01:00:00.000Z');
    failure = new Error('gone');
    expect((await part()).since).to.equal('2027-01-20T02:00:00.000Z');
    at('03:00');
    expect((await part()).since).to.equal('2027-01-20T02:00:00.000Z');
    failure = undefined;
    expect((await part()).since).to.equal('2027-01-20T03:00:00.000Z');
  });

  it('takes the true moment where the check knows it', async () => {
    failure = new Unwell('since yesterday', {}, { since: new Date('2027-01-19T00:00:00Z') });
    expect((await part()).since).to.equal('2027-01-19T00:00:00.000Z');
  });

  it('says what to do of a failure alone: by the check, by the cause, or by both', async () => {
    expect(await part()).to.not.have.any.keys('whatToDo', 'cause');
    failure = new Unwell('bad', {});
    expect((await part()).whatToDo?.en).to.equal('Mend it.');
    failure = Object.assign(new Error('connect 10.0.0.7'), { code: 'ECONNREFUSED' });
    expect((await part()).whatToDo?.ja).to.match(/^データベースが停止しているか/);
    failure = new Unwell('x', {}, { whatToDo: { ja: '個別', en: 'special' } });
    expect((await part()).whatToDo).to.deep.equal({ ja: '個別', en: 'special' });
    health.register('part', 'required', () => new Promise(() => {}));
    expect((await part()).whatToDo?.ja).to.match(/^データベースの応答がありません/);
  });

  it('does not say of a part that could not be looked at what is to be done where it is at fault', async () => {
    failure = new Error('secret host');
    expect((await part()).whatToDo?.en).to.equal(
      'This could not be checked. The log of the server says why.',
    );
    failure = Object.assign(new Error('relation "x" does not exist'), { code: '42P01' });
    expect((await part()).whatToDo?.en).to.match(/^A table or column is missing.*`npx heyawari migrate`/);
    health.register('database', 'required', () => Promise.reject(new Error('refused')), {
      title: { ja: 'データベース', en: 'Database' },
      whatToDo: { ja: '起動してください。', en: 'Start it.' },
    });
    const { checks } = await health.report();
    expect(checks.find(({ name }) => name === 'database')?.whatToDo?.en).to.equal('Start it.');
  });

  it('asks only what readiness needs, where that is asked', async () => {
    health.register('other', 'informative', () => Promise.reject(new Error('not asked')));
    expect((await health.report('required')).checks.map(({ name }) => name)).to.deep.equal(['part']);
    expect((await health.report()).ready).to.equal(true);
  });

  describe('while the database cannot be asked', () => {
    let failures: string[];
    let down: Error | undefined;
    const hang = () => new Promise<never>(() => {});
    const report = async () =>
      Object.fromEntries((await health.report()).checks.map((check) => [check.name, check]));

    beforeEach(() => {
      failures = [];
      down = undefined;
      health = createHealth((name) => failures.push(name), { timeoutSeconds: 0.05, now: () => now });
      const asking = () => (down ? Promise.reject(down) : Promise.resolve({}));
      health.register('database', 'required', asking);
      health.register('jobs', 'informative', asking);
      health.register('schema', 'informative', () => (down ? hang() : Promise.resolve({})));
      health.register('keys', 'informative', () => Promise.reject(new Unwell('a key is missing', {})));
      health.register('live updates', 'informative', () =>
        down ? Promise.reject(new Unwell('not listening', {}, { ofDatabase: true })) : Promise.resolve({}),
      );
    });

    it('says so once: of what rests on it nothing is known, with nothing else to do, and no line of the log', async () => {
      await report();
      failures.length = 0;
      at('02:00');
      down = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
      const { database, jobs, schema, keys, ...others } = await report();
      expect(database).to.deep.include({ ok: false, cause: 'ECONNREFUSED' });
      expect(database!.since).to.equal('2027-01-20T02:00:00.000Z');
      for (const part of [jobs, schema, others['live updates']]) {
        expect(part).to.deep.include({ ok: false, notKnown: true, since: database!.since, details: {} });
        expect(part!.cause).to.equal('not known while the database cannot be asked');
        expect(part).not.to.have.property('whatToDo');
      }
      expect(keys)
        .to.deep.include({ cause: 'a key is missing', ok: false })
        .and.not.to.have.property('notKnown');
      expect(failures).to.have.members(['database', 'keys']);
    });

    it('goes on after it with since when each part was as it is', async () => {
      await report();
      at('02:00');
      down = new Error('gone');
      await report();
      at('03:00');
      down = undefined;
      const { database, jobs } = await report();
      expect(database!.since).to.equal('2027-01-20T03:00:00.000Z');
      expect(jobs).to.deep.include({ ok: true, since: '2027-01-20T01:00:00.000Z' });
    });

    it('says what a part met where the database itself answers', async () => {
      health.register('jobs', 'informative', hang);
      const { jobs } = await report();
      expect(jobs).to.deep.include({ ok: false, cause: 'no answer within 0.05 s' });
      expect(jobs).not.to.have.property('notKnown');
    });
  });
});
