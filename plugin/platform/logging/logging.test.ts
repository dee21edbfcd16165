import { expect } from 'chai';
import { withCorrelation } from '../context.js';
import { createLogger, maskText, redact } from './index.js';
import { recordedLog, until } from '../../../test/support/platform.js';

describe('logging', () => {
  it('replaces what stands under a personal key, at any depth', () => {
    const line = {
      reservationId: 'r-1',
      guest: { name: '山田', nameKana: 'ヤマダ', email: 'a@b.jp', nights: 2 },
      request: { headers: { Authorization: 'Bearer x' } },
      messages: [{ xml: '<a/>', id: 3 }],
      fromPostgres: { detail: 'Key (guest)=(山田) already exists.', code: '23505' },
    };
    expect(redact(line)).to.deep.equal({
      reservationId: 'r-1',
      guest: { name: '[redacted]', nameKana: '[redacted]', email: '[redacted]', nights: 2 },
      request: { headers: { Authorization: '[redacted]' } },
      messages: [{ xml: '[redacted]', id: 3 }],
      fromPostgres: { detail: '[redacted]', code: '23505' },
    });
  });

  for (const [text, masked] of [
    ['mail to taro.y+1@example.co.jp failed', 'mail to [mail] failed'],
    ['call 090-1234-5678 or 0312345678', 'call [phone] or [phone]'],
    ['call +81 90-1234-5678', 'call [phone]'],
    ['2026-11-22 05:00, plan 12, hotel 0045', '2026-11-22 05:00, plan 12, hotel 0045'],
    ['4f0c8e9a-0901-4a6f-8123-456789012345', '4f0c8e9a-0901-4a6f-8123-456789012345'],
  ] as const)
    it(`masks what looks like a mail address or phone number: ${text}`, () =>
      expect(maskText(text)).to.equal(masked));

  it('reduces an error to what locates it, without the row PostgreSQL quotes', () => {
    const error = Object.assign(new Error('duplicate key for guest@example.com'), {
      code: '23505',
      constraint: 'one_per_hotel',
      detail: 'Key (name)=(山田) already exists.',
    });
    const line = redact({ error }) as { error: { at: string[] } };
    expect(JSON.stringify(line)).not.to.include('山田').and.not.to.include('guest@');
    expect(line.error).to.include({ code: '23505', constraint: 'one_per_hotel' });
    expect(line.error.at[0]).to.match(/^at /);
  });

  it('writes through the host’s logger, redacted, each line with its correlation id', async () => {
    const { logger: host, lines } = recordedLog();
    const logger = createLogger({ host });
    withCorrelation('c-1', undefined, () =>
      logger.warn('import held', { hotelId: 1, phone: '090-1234-5678' }),
    );
    logger.child({ job: 'import' }).error('failed', { error: new Error('no route to a@b.jp') });
    await until(() => lines.length === 2);
    expect(lines[0]).to.include({
      level: 'warn',
      message: 'import held',
      correlationId: 'c-1',
      hotelId: 1,
      phone: '[redacted]',
      plugin: 'heyawari',
    });
    expect(lines[1]).to.include({ job: 'import' });
    expect((lines[1]?.error as { message: string }).message).to.equal('no route to [mail]');
  });

  it('leaves out what is less severe than its level', async () => {
    const { logger: host, lines } = recordedLog();
    const logger = createLogger({ host, level: 'warn' });
    logger.info('not needed');
    logger.warn('needed');
    await until(() => lines.length > 0);
    expect(lines.map(({ message }) => message)).to.deep.equal(['needed']);
  });
});
