// The answer of the site controller, whole or not, in pieces of any size.
import { expect } from 'chai';
import fc from 'fast-check';
import { readEnvelope, type Envelope } from './envelope.js';

const soap = 'http://schemas.xmlsoap.org/soap/envelope/';
const answer = (content: string, prefix = 'S') =>
  `<?xml version="1.0" encoding="UTF-8"?><${prefix}:Envelope xmlns:${prefix}="${soap}"><${prefix}:Body>` +
  `<ns2:executeResponse xmlns:ns2="http://example.test/"><return>${content}</return></ns2:executeResponse>` +
  `</${prefix}:Body></${prefix}:Envelope>`;
const success = '<commonResponse><isSuccess>true</isSuccess></commonResponse>';
const outputId = '<configurationSettings><outputId>OUT-1</outputId></configurationSettings>';
const message = (text: string) => `<bookingInfoList><infoTravelXML>${text}</infoTravelXML></bookingInfoList>`;

/** The text as a stream of chunks of `size` bytes. */
async function* streamOf(content: string | Uint8Array, size = Infinity): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(content);
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}

async function read(content: string | Uint8Array, size?: number): Promise<Envelope> {
  const result = await readEnvelope(streamOf(content, size), { maxBytes: 10_000_000 });
  if (!result.ok) throw new Error(result.failure);
  return result.value.envelope;
}

describe('an envelope', () => {
  it('gives the output id and the messages, entity-escaped or in CDATA, in their order', async () => {
    const content = message('&lt;a&gt;山田 &amp;amp; 花子&lt;/a&gt;') + message('<![CDATA[<b>髙橋</b>]]>');
    expect(await read(answer(success + outputId + content))).to.deep.equal({
      complete: true,
      outputId: 'OUT-1',
      messages: ['<a>山田 &amp; 花子</a>', '<b>髙橋</b>'],
      problem: undefined,
    });
  });

  it('reads the same in pieces of any size, within characters too', async () => {
    const text = answer(success + outputId + message('&lt;a&gt;𠮷野家の予約&lt;/a&gt;'));
    const whole = await read(text);
    for (const size of [1, 2, 3, 5, 7, 64])
      expect(await read(text, size), `${size} bytes`).to.deep.equal(whole);
  });

  it('does not depend on prefixes', async () => {
    const { complete, messages } = await read(answer(success + message('x'), 'soapenv'));
    expect({ complete, messages }).to.deep.equal({ complete: true, messages: ['x'] });
  });

  it('without bookings has no messages', async () => {
    expect(await read(answer(success)))
      .to.include({ complete: true, outputId: undefined })
      .and.deep.include({ messages: [] });
  });

  it('has an empty message for an entry that is empty or names no XML, so that it gets its row', async () => {
    const entries =
      '<bookingInfoList/><bookingInfoList><other/></bookingInfoList><bookingInfoList><infoTravelXML/></bookingInfoList>';
    const { messages } = await read(answer(success + message('x') + entries + message('y')));
    expect(messages).to.deep.equal(['x', '', '', '', 'y']);
  });

  it('may have attributes anywhere', async () => {
    const { messages } = await read(
      answer(
        `${success}<bookingInfoList n="1"><infoTravelXML type="xs:string">x</infoTravelXML></bookingInfoList>`,
      ),
    );
    expect(messages).to.deep.equal(['x']);
  });

  it('with messages longer than the parser’s buffer keeps them whole', async () => {
    const long = '予約'.repeat(200_000);
    const { messages } = await read(answer(success + message(long) + message(`<![CDATA[${long}]]>`)), 65_536);
    expect(messages.map((text) => text === long)).to.deep.equal([true, true]);
  });

  it('with a damaged character costs that character only', async () => {
    const [before, after] = answer(success + message('a|b')).split('|');
    const bytes = Buffer.concat([Buffer.from(before ?? ''), Buffer.from([0xff]), Buffer.from(after ?? '')]);
    expect(await read(bytes)).to.deep.include({ complete: true, messages: ['a\ufffdb'] });
  });

  for (const [said, content, problem] of [
    [
      'that it failed',
      '<commonResponse><isSuccess>false</isSuccess><errorDescription>E001: no</errorDescription></commonResponse>',
      { description: 'E001: no', rateLimited: false },
    ],
    [
      'that it was asked too often',
      '<commonResponse><isSuccess>false</isSuccess><errorDescription>E013: wait</errorDescription></commonResponse>',
      { description: 'E013: wait', rateLimited: true },
    ],
    [
      'that it failed, and not why',
      '<commonResponse><isSuccess>false</isSuccess></commonResponse>',
      { description: '', rateLimited: false },
    ],
  ] as const) {
    it(`may say ${said}`, async () => {
      expect(await read(answer(content))).to.deep.include({ complete: true, problem });
    });
  }

  it('may be a SOAP fault', async () => {
    const fault = `<S:Envelope xmlns:S="${soap}"><S:Body><S:Fault><faultcode>S:Server</faultcode><faultstring>down</faultstring></S:Fault></S:Body></S:Envelope>`;
    expect(await read(fault)).to.deep.include({
      complete: true,
      problem: { description: 'down', rateLimited: false },
    });
  });
});

describe('an envelope that is none', () => {
  const whole = answer(success + outputId + message('first') + message('second'));

  it('keeps the whole messages read before a break, and is not complete', async () => {
    const cut = whole.slice(0, whole.indexOf('second') + 3);
    expect(await read(cut)).to.deep.equal({
      complete: false,
      outputId: 'OUT-1',
      messages: ['first'],
      problem: undefined,
    });
  });

  it('believes nothing behind an error', async () => {
    const damaged = whole.replace('</infoTravelXML>', '</infoTravel>');
    expect(await read(damaged)).to.deep.include({ complete: false, messages: [] });
  });

  for (const [what, body] of [
    ['nothing', ''],
    ['a page of HTML', '<html><body><h1>502</h1></body></html>'],
    ['text', 'Service Unavailable'],
    ['an envelope without an answer', answer('')],
    ['a document with a DOCTYPE', `<!DOCTYPE x>${whole.replace(/<\?.*?\?>/, '')}`],
    ['two envelopes', whole + whole.replace(/<\?.*?\?>/, '')],
    ['nesting without end', '<a>'.repeat(100_000)],
  ] as const) {
    it(`is incomplete for ${what}`, async () => {
      expect((await read(body)).complete).to.be.false;
    });
  }

  it('is incomplete wherever it breaks off, and gives no message that was not there', async () => {
    for (let length = 0; length < whole.length; length++) {
      const { complete, messages } = await read(whole.slice(0, length));
      expect(complete, `after ${length} characters`).to.be.false;
      expect(['first', 'second'].slice(0, messages.length)).to.deep.equal(messages);
    }
  });

  it('never throws on arbitrary bytes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 300 }),
        fc.integer({ min: 1, max: 50 }),
        async (bytes, size) => {
          expect((await read(bytes, size)).complete).to.be.false;
        },
      ),
      { seed: 20270201 },
    );
  });

  it('is refused as soon as it is larger than allowed', async () => {
    let sent = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (;;) {
        sent += 1000;
        yield await Promise.resolve(new Uint8Array(1000));
      }
    }
    expect(await readEnvelope(endless(), { maxBytes: 10_000 })).to.deep.equal({
      ok: false,
      failure: 'too_large',
    });
    expect(sent).to.equal(11_000);
  });

  it('is kept to the byte', async () => {
    const bytes = Buffer.from([0x3c, 0xff, 0x00, 0xe3, 0x81]);
    const result = await readEnvelope(streamOf(bytes, 2), { maxBytes: 100 });
    expect(result.ok && result.value.body.equals(bytes)).to.be.true;
  });
});
