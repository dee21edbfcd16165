// The answer of the site controller, whole or not, in pieces of any size.
import { expect } from 'chai';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { type Envelope, readEnvelope } from './envelope.js';
import { messageText } from './message-text.js';

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

const keepNothing = () => Promise.resolve();

/** With the texts of the messages, out of the body as it came. */
async function read(
  content: string | Uint8Array,
  size?: number,
): Promise<Omit<Envelope, 'messages'> & { readonly messages: readonly string[] }> {
  const { envelope } = await readEnvelope(streamOf(content, size), {
    maxBytes: 10_000_000,
    keep: keepNothing,
  });
  const bytes = Buffer.from(content);
  const messages = envelope.messages.map(({ offset, length, contentHash }) => {
    const text = messageText(bytes.subarray(offset, offset + length));
    expect(contentHash.equals(createHash('sha256').update(text).digest()), 'hash of the text').to.be.true;
    return text;
  });
  return { ...envelope, messages };
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

  for (const [reference, text] of [
    ['&#xD842;&#xDFB7;', '𠮷'],
    ['&#xD842;', '\uFFFD'],
    ['&#0;', '&#0;'],
    ['&unknown;', '&unknown;'],
  ] as const)
    it(`reads ${reference} as no more than a part of its message, and all others`, async () => {
      const content = message(`&lt;a&gt;${reference}&lt;/a&gt;`) + message('&lt;b/&gt;');
      for (const size of [3, Infinity])
        expect(await read(answer(success + outputId + content), size)).to.deep.include({
          complete: true,
          messages: [`<a>${text}</a>`, '<b/>'],
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

  it('is read as far as allowed, to the byte, and no further', async () => {
    let sent = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (;;) {
        sent += 1000;
        yield await Promise.resolve(new Uint8Array(1000));
      }
    }
    let kept = 0;
    const keep = ({ byteLength }: Uint8Array) => Promise.resolve(void (kept += byteLength));
    const { envelope, brokenBy } = await readEnvelope(endless(), { maxBytes: 10_500, keep });
    expect(brokenBy).to.deep.equal({ kind: 'too_large' });
    expect(envelope.complete).to.be.false;
    expect({ sent, kept }).to.deep.equal({ sent: 11_000, kept: 10_500 });
  });

  it('of exactly the size allowed is not too large', async () => {
    const { envelope, brokenBy } = await readEnvelope(streamOf(whole), {
      maxBytes: Buffer.byteLength(whole),
      keep: keepNothing,
    });
    expect({ brokenBy, complete: envelope.complete }).to.deep.equal({ brokenBy: undefined, complete: true });
  });

  it('keeps the whole messages that came before its stream broke', async () => {
    async function* breaking(): AsyncGenerator<Uint8Array> {
      yield* streamOf(whole.slice(0, whole.indexOf('second')), 100);
      throw new Error('cut');
    }
    const { envelope, brokenBy } = await readEnvelope(breaking(), { maxBytes: 10_000, keep: keepNothing });
    expect(brokenBy).to.have.nested.property('error.message', 'cut');
    expect(envelope.complete).to.be.false;
    expect(envelope.messages).to.have.length(1);
  });

  it('is kept to the byte', async () => {
    const bytes = Buffer.from([0x3c, 0xff, 0x00, 0xe3, 0x81]);
    const kept: Uint8Array[] = [];
    await readEnvelope(streamOf(bytes, 2), {
      maxBytes: 100,
      keep: (one) => Promise.resolve(void kept.push(one)),
    });
    expect(Buffer.concat(kept).equals(bytes)).to.be.true;
  });

  it('ends its stream where what is read cannot be kept', async () => {
    let ended = false;
    async function* stream(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) yield await Promise.resolve(new Uint8Array(10));
      } finally {
        ended = true;
      }
    }
    const keep = () => Promise.reject(new Error('no room'));
    const failure: unknown = await readEnvelope(stream(), { maxBytes: 100, keep }).catch(
      (error: unknown) => error,
    );
    expect(failure).to.have.property('message', 'no room');
    expect(ended).to.be.true;
  });
});

describe('one message of an envelope', () => {
  const around = (text: string) => answer(success + outputId + message('first') + text + message('last'));
  const cases: readonly (readonly [what: string, content: string, text: string])[] = [
    ['both halves of a surrogate pair as references', '&#xD842;&#xDFB7;野家 &#55362;&#57271;', '𠮷野家 𠮷'],
    ['half a surrogate pair', 'a&#xD842;b', 'a\ufffdb'],
    ['a reference to no character', '&#0;&#x110000;&#xFFFFFFFFFF;&#;', '&#0;&#x110000;&#xFFFFFFFFFF;&#;'],
    ['a reference to a forbidden character', '&#x1F;&#xFFFE;', '\u001f\ufffe'],
    ['a forbidden character', 'a\u0000b\u000bc', 'a\u0000b\u000bc'],
    ['an ampersand that begins nothing', 'A & B &', 'A & B &'],
    ['an entity that nobody declared', '&unknown;&nbsp;&lt;', '&unknown;&nbsp;<'],
    ['an angle bracket', 'a < b &lt;c&gt;', 'a < b <c>'],
    ['what looks like a tag', '&lt;a&gt;1<2 <b</c>&lt;/a&gt;', '&lt;a&gt;1<2 <b</c>&lt;/a&gt;'],
    ['the report as elements', '<r><n a="x>y">1 &amp; 2</n></r>', '<r><n a="x>y">1 &amp; 2</n></r>'],
    ['sections and text in turn', 'a&lt;<![CDATA[b&lt;]]]]><![CDATA[>]]>&gt;c', 'a<b&lt;]]>>c'],
    ['an end tag in a section', '<![CDATA[</infoTravelXML>]]>', '</infoTravelXML>'],
    ['comments and instructions', '<!-- a -->b<?c d?>e', 'be'],
    ['doubly escaped text', '&amp;lt;&#38;lt;', '&lt;&lt;'],
    ['a byte order mark', '\ufeff&lt;a/&gt;', '\ufeff<a/>'],
  ];
  for (const [what, content, text] of cases)
    it(`may hold ${what}, at no cost to its neighbours`, async () => {
      for (const size of [Infinity, 1, 7])
        expect(await read(around(message(content)), size), `in pieces of ${size}`).to.deep.include({
          complete: true,
          messages: ['first', text, 'last'],
        });
    });

  it('may have a prefix, attributes and blanks in its tags', async () => {
    const tags =
      '<x:bookingInfoList xmlns:x="u"><x:infoTravelXML t=">">1</x:infoTravelXML  ></x:bookingInfoList>';
    for (const size of [Infinity, 1, 3])
      expect(await read(around(tags), size)).to.deep.include({
        complete: true,
        messages: ['first', '1', 'last'],
      });
  });

  it('that does not end where the next begins breaks the envelope off: nobody guesses its end', async () => {
    const torn = message('torn').replace('</infoTravelXML>', '');
    expect(await read(around(torn))).to.deep.include({ complete: false, messages: ['first'] });
  });

  it('that ends as something else breaks the envelope off', async () => {
    const other = message('other').replace('</bookingInfoList>', '</bookingInfo>');
    expect(await read(around(other))).to.deep.include({ complete: false, messages: ['first', 'other'] });
  });

  it('too long to be read is known by its bytes, and keeps its neighbours', async () => {
    const long = 'x'.repeat(9 * 1024 * 1024);
    const { envelope } = await readEnvelope(streamOf(around(message(long)), 1_000_000), {
      maxBytes: 20_000_000,
      keep: keepNothing,
    });
    expect(envelope.complete).to.be.true;
    const [, second] = envelope.messages;
    expect(second).to.include({ length: long.length });
    expect(second!.contentHash.equals(createHash('sha256').update(long).digest())).to.be.true;
  });
});
