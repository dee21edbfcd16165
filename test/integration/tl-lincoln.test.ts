// The client against the simulated site controller over real HTTP: outputs, confirmations, and all that goes wrong between.
import { createHash } from 'node:crypto';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import {
  badMessages,
  bookingMessage,
  createSimulator,
  defaultLogin,
  everyFault,
  type Message,
  type Simulator,
  type SimulatorOptions,
} from '../../examples/tl-lincoln/index.js';
import {
  createSiteControllerClient,
  readReport,
  type SiteControllerClient,
} from '../../plugin/tl-lincoln/index.js';
import { fetchWithTexts } from '../support/fetched.js';

const messages = (count: number, prefix = 'RY'): Message[] =>
  Array.from({ length: count }, (_, index) =>
    bookingMessage({
      number: `${prefix}${String(index + 1).padStart(6, '0')}`,
      version: 1,
      kind: 'new',
      bookedOn: '2027-01-20',
      checkIn: '2027-02-01',
      nights: 1,
      rooms: [{ code: 'SGL', men: 1, pricePerNight: 8000 }],
    }),
  );
const texts = (all: readonly Message[]) => all.map(({ xml }) => xml);
const connect = (url: string, timeoutSeconds = 5, maxBytes = 10_000_000) =>
  createSiteControllerClient({ url, systemId: 'SYS', timeoutSeconds, maxBytes });

describe('the site controller’s client', () => {
  const stops: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    await Promise.all(stops.splice(0).map((stop) => stop()));
  });

  async function simulate(
    options: SimulatorOptions = {},
  ): Promise<[Simulator, SiteControllerClient, string]> {
    const simulator = createSimulator(options);
    const url = await simulator.start();
    stops.push(() => simulator.stop());
    return [simulator, connect(url), url];
  }

  /** A server of one answer, and its address. */
  async function serve(listener: RequestListener): Promise<string> {
    const server = createServer(listener);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    stops.push(() => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    });
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  }

  async function fetchWhole(client: SiteControllerClient) {
    const result = await fetchWithTexts(client, defaultLogin);
    if (!result.ok) throw new Error(result.failure.kind);
    expect(result.envelope.complete).to.be.true;
    return result.envelope;
  }

  it('gets an output again, the same, until it is confirmed; then the next', async () => {
    const [simulator, client] = await simulate({ messagesPerOutput: 2 });
    const made = messages(3);
    simulator.deliver(made);

    const first = await fetchWhole(client);
    expect(first.messages).to.deep.equal(texts(made.slice(0, 2)));
    expect(await fetchWhole(client)).to.deep.equal(first);

    expect(await client.confirmOutput(defaultLogin, first.outputId ?? '')).to.deep.equal({ ok: true });
    const second = await fetchWhole(client);
    expect(second.outputId).to.not.equal(first.outputId);
    expect(second.messages).to.deep.equal(texts(made.slice(2)));

    await client.confirmOutput(defaultLogin, second.outputId ?? '');
    expect(await fetchWhole(client)).to.deep.equal({
      complete: true,
      outputId: undefined,
      messages: [],
      problem: undefined,
    });
  });

  it('may confirm an output twice, but none that was never given out', async () => {
    const [simulator, client] = await simulate();
    simulator.deliver(messages(1));
    const { outputId = '' } = await fetchWhole(client);
    expect(await client.confirmOutput(defaultLogin, outputId)).to.deep.equal({ ok: true });
    expect(await client.confirmOutput(defaultLogin, outputId)).to.deep.equal({ ok: true });
    const unknown = await client.confirmOutput(defaultLogin, 'OUT-404');
    expect(unknown).to.have.nested.property('failure.kind', 'refused');
  });

  it('sees only the hotel of its login, and nothing with a wrong password', async () => {
    const logins = [defaultLogin, { userId: 'other', password: 'p&<w>' }] as const;
    const [simulator, client] = await simulate({ logins });
    simulator.deliver(messages(1, 'A'));
    simulator.deliver(messages(1, 'B'), 'other');
    const other = await fetchWithTexts(client, logins[1]);
    expect(other.ok && other.envelope.messages).to.deep.equal(texts(messages(1, 'B')));
    expect((await fetchWhole(client)).messages).to.deep.equal(texts(messages(1, 'A')));
    const wrong = await fetchWithTexts(client, { ...defaultLogin, password: 'guess' });
    expect(wrong).to.have.nested.property('failure.kind', 'refused');
    expect(JSON.stringify(wrong)).to.not.include('guess');
  });

  it('says that it was asked too often', async () => {
    const [simulator, client] = await simulate();
    simulator.deliver(messages(1));
    simulator.faults.rateLimited = { probability: 1, budget: 2 };
    expect(await fetchWithTexts(client, defaultLogin)).to.have.nested.property(
      'failure.kind',
      'rate_limited',
    );
    expect(await client.confirmOutput(defaultLogin, 'x')).to.have.nested.property(
      'failure.kind',
      'rate_limited',
    );
    expect((await fetchWhole(client)).messages).to.have.lengthOf(1);
  });

  it('gives up on an answer that never comes, and on one that comes too late', async () => {
    const [simulator, , url] = await simulate({ slowSeconds: 60 });
    const client = connect(url, 0.1);
    for (const fault of ['noAnswer', 'slowAnswer'] as const) {
      simulator.faults[fault] = { probability: 1, budget: 1 };
      expect(await fetchWithTexts(client, defaultLogin)).to.deep.equal({
        ok: false,
        failure: { kind: 'timeout', afterSeconds: 0.1 },
      });
    }
  });

  it('keeps what it has of a body that is short, and has no output then', async () => {
    const [simulator, client] = await simulate({ seed: 7 });
    simulator.deliver(messages(20));
    simulator.faults.truncatedBody = { probability: 1, budget: 1 };
    const short = await fetchWithTexts(client, defaultLogin);
    if (!short.ok) throw new Error(short.failure.kind);
    expect(short.envelope.complete).to.be.false;
    expect(short.envelope.messages).to.deep.equal(
      texts(messages(20)).slice(0, short.envelope.messages.length),
    );
    expect((await fetchWhole(client)).messages).to.deep.equal(texts(messages(20)));
  });

  it('tells a connection that breaks in the middle from an answer', async () => {
    const [simulator, client] = await simulate();
    simulator.deliver(messages(20));
    simulator.faults.cutConnection = { probability: 1, budget: 1 };
    const broken = await fetchWithTexts(client, defaultLogin);
    if (broken.ok) throw new Error('it has come whole');
    expect(broken.failure.kind).to.equal('transport');
    // What came before the break is not lost, and no more than that is made of it.
    const begun = broken.begun?.messages ?? [];
    expect(begun).to.deep.equal(texts(messages(20)).slice(0, begun.length));
    expect(broken.begun?.complete ?? false).to.be.false;
    expect((await fetchWhole(client)).messages).to.deep.equal(texts(messages(20)));
  });

  it('has no envelope in garbage, and does not take garbage for a confirmation', async () => {
    const [simulator, client] = await simulate();
    simulator.deliver(messages(1));
    const { outputId = '' } = await fetchWhole(client);
    simulator.faults.garbageBody = { probability: 1, budget: 2 };
    const result = await fetchWithTexts(client, defaultLogin);
    expect(result).to.have.nested.property('envelope.complete', false);
    expect(await client.confirmOutput(defaultLogin, outputId)).to.deep.equal({
      ok: false,
      failure: { kind: 'unreadable' },
    });
  });

  it('stops reading at the largest answer it may take', async () => {
    const [simulator, , url] = await simulate();
    simulator.deliver(messages(20));
    const large = await fetchWithTexts(connect(url, 5, 10_000), defaultLogin);
    if (large.ok) throw new Error('it has come whole');
    expect(large.failure).to.deep.equal({ kind: 'too_large', maxBytes: 10_000 });
    const begun = large.begun?.messages ?? [];
    expect(begun).to.have.length.within(1, 19);
    expect(begun).to.deep.equal(texts(messages(20)).slice(0, begun.length));
  });

  it('names the system’s reason where nothing listens, and not the address', async () => {
    const [simulator, client, url] = await simulate();
    await simulator.stop();
    stops.splice(0);
    const result = await fetchWithTexts(client, defaultLogin);
    expect(result).to.deep.equal({ ok: false, failure: { kind: 'transport', reason: 'ECONNREFUSED' } });
    expect(JSON.stringify(result)).to.not.include(new URL(url).port);
  });

  it('finds everything as it was after an outage', async () => {
    const [simulator, client, url] = await simulate();
    simulator.deliver(messages(2));
    const before = await fetchWhole(client);
    await simulator.stop();
    expect(await fetchWithTexts(client, defaultLogin)).to.have.nested.property('failure.kind', 'transport');
    await simulator.start(Number(new URL(url).port));
    expect(await fetchWhole(client)).to.deep.equal(before);
  });

  it('reports the status of a proxy’s page, and follows no redirection with its password', async () => {
    const unavailable = await serve((_, response) => response.writeHead(503).end('<html></html>'));
    expect(await fetchWithTexts(connect(unavailable), defaultLogin)).to.deep.equal({
      ok: false,
      failure: { kind: 'http_status', status: 503 },
    });
    let asked = 0;
    const elsewhere = await serve((_, response) => {
      asked++;
      response.end();
    });
    const moved = await serve((_, response) => response.writeHead(307, { location: elsewhere }).end());
    expect(await fetchWithTexts(connect(moved), defaultLogin)).to.have.nested.property('failure.status', 307);
    expect(asked).to.equal(0);
  });

  it('reads the SOAP fault behind a status 500', async () => {
    const fault =
      '<e:Envelope><e:Body><e:Fault><faultstring>E013 busy</faultstring></e:Fault></e:Body></e:Envelope>';
    const url = await serve((_, response) => response.writeHead(500).end(fault));
    expect(await fetchWithTexts(connect(url), defaultLogin)).to.deep.equal({
      ok: false,
      failure: { kind: 'rate_limited', description: 'E013 busy' },
    });
  });

  it('gets the bad messages with the good ones, each to be read for itself', async () => {
    const [simulator, client] = await simulate();
    const bad = badMessages();
    simulator.deliver([...Object.values(bad), ...messages(2)]);
    const { messages: received } = await fetchWhole(client);
    const outcomes = received
      .map((xml) => readReport(xml).report)
      .map((report) => (report.ok ? 'read' : report.failure.code));
    expect(Object.keys(bad)).to.deep.equal([
      'unmappedRoomCode',
      'unknownNumberCancellation',
      'emptyName',
      'malformedXml',
      'missingDataId',
      'unsupportedClass',
    ]);
    expect(outcomes).to.deep.equal([
      ...['read', 'read', 'name_missing', 'xml_malformed', 'data_id_missing', 'classification_unknown'],
      ...['read', 'read'],
    ]);
  });

  it('brings every message through every fault', async () => {
    const [simulator, , url] = await simulate({ seed: 42, messagesPerOutput: 5, slowSeconds: 0.01 });
    const client = connect(url, 0.2);
    const made = messages(100);
    Object.assign(simulator.faults, everyFault(3));
    simulator.deliver(made);

    const received = new Map<string, number>();
    for (let call = 0; call < 200 && !isDone(simulator); call++) {
      const result = await fetchWithTexts(client, defaultLogin);
      if (!result.ok || !result.envelope.complete || result.envelope.outputId === undefined) continue;
      for (const text of result.envelope.messages) received.set(text, (received.get(text) ?? 0) + 1);
      await client.confirmOutput(defaultLogin, result.envelope.outputId);
    }

    const statistics = simulator.statistics();
    expect(isDone(simulator)).to.be.true;
    for (const text of texts(made)) expect(received.has(text)).to.be.true;
    expect(received.size).to.equal(statistics.made);
    const bySha256 = new Map(
      [...received].map(([text, count]) => [createHash('sha256').update(text).digest('hex'), count]),
    );
    expect(
      new Map(statistics.delivered.map((message) => [message.sha256, message.deliveries])),
    ).to.deep.equal(bySha256);
    for (const [kind, count] of Object.entries(statistics.faultsByKind))
      expect(count, kind).to.be.within(1, 3);
  });
});

function isDone(simulator: Simulator): boolean {
  const { waiting, unconfirmedOutputs } = simulator.statistics();
  return waiting === 0 && unconfirmedOutputs === 0;
}
