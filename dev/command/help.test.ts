// The words of the command: what `--help` lists, and what an unknown word is answered.
import { expect } from 'chai';
import { heyawariCommand } from '../../test/support/command.js';
import { adviceOn, helpPage } from './help.js';
import { wordOf, words } from './words.js';

describe('npx heyawari', function () {
  this.timeout(30_000);

  it('lists all its words with --help, one line each', async () => {
    const { stdout, code } = await heyawariCommand(['--help'], { DATABASE_URL: '' });
    expect(code).to.equal(0);
    for (const { name, says } of words) expect(stdout).to.include(`  ${name}`).and.include(says);
    for (const line of stdout.split('\n')) expect(line.length).to.be.lessThan(150);
  });

  it('explains one word', async () => {
    const { stdout } = await heyawariCommand(['rollback', '--help'], { DATABASE_URL: '' });
    expect(stdout).to.include('undoes the last batch').and.include('--exported');
  });

  for (const [asked, advice] of [
    ['migate', /no word "migate"\. Was migrate meant\?/],
    ['frobnicate', /no word "frobnicate"\. Choose from check, rights, migrate,/],
  ] as const)
    it(`refuses "${asked}" with advice`, async () => {
      const { stderr, code } = await heyawariCommand([asked]);
      expect(code).to.equal(2);
      expect(stderr).to.match(advice);
    });

  for (const words of [['migrate', '--frech'], ['check', '--exported', 'x'], []])
    it(`ends with 2 at "${words.join(' ')}"`, async () => {
      expect((await heyawariCommand(words)).code).to.equal(2);
    });

  for (const [words, says] of [
    [['check'], /^DATABASE_URL is not set/],
    [['check', '--json'], /^DATABASE_URL is not set/],
    [['migrate'], /^DATABASE_URL is not set/],
    [['check', '--live', 'pms.example', '--metrics', 'http://127.0.0.1:9464'], /^--live is an address like/],
    [
      ['check', '--live', 'http://127.0.0.1:1/pms/', '--metrics', 'http://127.0.0.1:1'],
      /^--live is an address without a path/,
    ],
    [['check', '--live', 'http://127.0.0.1:1'], /^Say where metrics and health of the processes are/],
    [['check', '--processes', 'many'], /^--processes is a number from 1 on, not "many"/],
    [['rights', 'too many'], /^"too many" is a word too many/],
    [['simulate', '--rate', '0'], /^--rate must be a whole number[^]*See --help\.$/],
  ] as const)
    it(`ends with 2, where nothing was tried: ${words.join(' ')}`, async () => {
      const { stdout, stderr, code } = await heyawariCommand(words, {
        DATABASE_URL: '',
        HEYAWARI_METRICS_PORT: '',
      });
      expect(stderr.trim()).to.match(says);
      expect({ stdout, code }).to.deep.equal({ stdout: '', code: 2 });
    });

  for (const word of ['check', 'migrate', 'leave'])
    it(`ends with 2 at ${word} where DATABASE_URL is no address`, async () => {
      const { stdout, stderr, code } = await heyawariCommand([word], {
        DATABASE_URL: 'mysql://pms@host/pms',
      });
      expect(stderr).to.match(/^DATABASE_URL is not the address of a database/);
      expect({ stdout, code }).to.deep.equal({ stdout: '', code: 2 });
    });

  for (const [port, says] of [
    [' ', /^Say where metrics and health of the processes are/],
    ['abc', /^HEYAWARI_METRICS_PORT is no port, 1 to 65535: "abc"\. Say where .* --metrics/],
    ['0', /^HEYAWARI_METRICS_PORT is no port, 1 to 65535: "0"\. Say where/],
  ] as const)
    it(`ends with 2 at check --live where HEYAWARI_METRICS_PORT is "${port}"`, async () => {
      const ended = await heyawariCommand(['check', '--live', 'http://127.0.0.1:1'], {
        HEYAWARI_METRICS_PORT: port,
      });
      expect(ended.stderr).to.match(says);
      expect(ended.code).to.equal(2);
    });

  it('quotes names of roles as SQL wants them', async () => {
    const names = ['--database', 'PMS', '--migration', '予約-役', '--runtime', 'user'];
    const { stdout } = await heyawariCommand(['rights', ...names]);
    expect(stdout)
      .to.include('GRANT CONNECT, CREATE ON DATABASE "PMS" TO "予約-役";')
      .and.to.match(/ TO "user";/)
      .and.not.to.match(/ TO user;/);
  });

  it('goes on knowing migrate:back', () => expect(wordOf('migrate:back')?.name).to.equal('rollback'));

  it('has no word twice', () => {
    const names = words.flatMap(({ name, aliases = [] }) => [name, ...aliases]);
    expect(new Set(names).size).to.equal(names.length);
    expect(helpPage(words)).to.include('rollback');
    expect(adviceOn(undefined, words)).to.include('Say what to do');
  });
});
