import { expect } from 'chai';
import { environmentName, parseOptions, settingLeaves, SettingsError } from './options.js';

const key = Buffer.alloc(32, 1).toString('base64');
const enough = {
  encryptionKeys: [{ id: 'a', key }],
  siteController: { url: 'https://sc.example/', systemId: 'S1' },
};

describe('settings', () => {
  it('have a default for everything but the site controller and the keys', () => {
    const settings = parseOptions(enough, {});
    expect(settings).to.deep.include({ role: 'all', timeZone: 'Asia/Tokyo', businessDateTurnsAt: 5 });
    expect(settings.import.batchSize).to.equal(50);
    expect(settings.metrics).to.deep.equal({});
  });

  it('come from the environment where the code gives none', () => {
    const settings = parseOptions(
      { import: { batchSize: 10 } },
      {
        XML_REQUEST_URL: 'https://sc.example/',
        XML_SYSTEM_ID: 'S2',
        HEYAWARI_ENCRYPTION_KEYS: `new:${key}, old:${key}`,
        HEYAWARI_IMPORT_BATCH_SIZE: '50',
        HEYAWARI_PACE_HELD_PER_SECOND: '0',
        HEYAWARI_METRICS_PORT: '9464',
        HEYAWARI_ROLE: 'worker',
        HEYAWARI_TIME_ZONE: '',
      },
    );
    expect(settings.siteController).to.include({ url: 'https://sc.example/', systemId: 'S2' });
    expect(settings.encryptionKeys.map(({ id }) => id)).to.deep.equal(['new', 'old']);
    expect(settings.import).to.include({ batchSize: 10 });
    expect(settings.pace).to.deep.equal({ heldPerSecond: 0 });
    expect(settings).to.deep.include({ role: 'worker', timeZone: 'Asia/Tokyo', metrics: { port: 9464 } });
  });

  it('that are wrong are all listed at once, by both names, without their values', () => {
    const wrong = () =>
      parseOptions(
        { ...enough, timeZone: 'Asia/Nowhere', encryptionKeys: [{ id: 'a', key: 'c2VjcmV0' }] },
        { HEYAWARI_POOL_DEADLINE_HOUR: '24', HEYAWARI_IMPORT_BATCH_SIZE: 'many' },
      );
    let thrown: unknown;
    try {
      wrong();
    } catch (error) {
      thrown = error;
    }
    expect(thrown).to.be.instanceOf(SettingsError);
    const { problems, message } = thrown as SettingsError;
    expect(problems.map(({ setting, environment }) => `${setting} ${environment}`)).to.have.members([
      'timeZone HEYAWARI_TIME_ZONE',
      'encryptionKeys.0.key HEYAWARI_ENCRYPTION_KEYS',
      'pool.deadlineHour HEYAWARI_POOL_DEADLINE_HOUR',
      'import.batchSize HEYAWARI_IMPORT_BATCH_SIZE',
    ]);
    expect(message)
      .to.include('must be 32 bytes in base64; `openssl rand -base64 32` makes one')
      .and.to.include('<=23');
    expect(message).not.to.include('c2VjcmV0');
  });

  it('that are blank in the environment count as not set: 0 would be another setting', () => {
    for (const blank of ['', ' ', '\n']) {
      const { siteController, pace, timeZone } = parseOptions(enough, {
        ...{ HEYAWARI_SITE_CONTROLLER_POLL_SECONDS: blank, HEYAWARI_PACE_HELD_PER_SECOND: blank },
        HEYAWARI_TIME_ZONE: blank,
      });
      expect(siteController.pollSeconds).to.equal(310);
      expect(pace.heldPerSecond).to.equal(6);
      expect(timeZone).to.equal('Asia/Tokyo');
    }
  });

  it('that no installation can mean are refused, each number: what is longer than a timer or a date can hold, and what is none', () => {
    const numbers = settingLeaves().flatMap(([setting]) => {
      const environment = environmentName(setting);
      const told = (text: string) => {
        try {
          parseOptions(enough, { [environment]: text });
          return undefined;
        } catch (error) {
          return (error as SettingsError).problems[0]!.message;
        }
      };
      return told('none')?.includes('number') ? [{ setting, told }] : [];
    });
    expect(numbers).to.have.length.greaterThan(20);
    for (const { setting, told } of numbers) {
      expect(told('none'), setting).to.equal('must be a number');
      for (const text of ['-1', '9000000000', '99999999999999999999', 'Infinity'])
        expect(told(text), `${setting} ${text}`).to.be.a('string');
    }
  });

  it('that nobody knows are refused', () =>
    expect(() => parseOptions({ ...enough, roles: 'web' } as object, {})).to.throw('roles'));

  it('that are missing are named with where to give them', () =>
    expect(() => parseOptions({}, {}))
      .to.throw('siteController.url (environment XML_REQUEST_URL): is required')
      .with.property('message')
      .that.includes(
        'encryptionKeys (environment HEYAWARI_ENCRYPTION_KEYS): is required, as ID:KEY; `openssl rand -base64 32` makes one',
      ));

  it('say of a key that is none once what it must be, and nothing of its text', () => {
    for (const text of ['a:geheim', 'geheim', 'a:!!!geheim!!!']) {
      const refused = () =>
        parseOptions({ siteController: enough.siteController }, { HEYAWARI_ENCRYPTION_KEYS: text });
      expect(refused, text)
        .to.throw(SettingsError)
        .that.satisfies(({ problems, message }: SettingsError) => {
          const ofKey = problems.filter(({ setting }) => setting === 'encryptionKeys.0.key');
          return ofKey.length === 1 && !message.includes('geheim');
        });
    }
  });

  it('have an environment name made from their path', () => {
    const names = ['role', 'import.batchSize', 'siteController.pollSecondsOffHours'].map(environmentName);
    expect(names).to.deep.equal([
      'HEYAWARI_ROLE',
      'HEYAWARI_IMPORT_BATCH_SIZE',
      'HEYAWARI_SITE_CONTROLLER_POLL_SECONDS_OFF_HOURS',
    ]);
  });
});
