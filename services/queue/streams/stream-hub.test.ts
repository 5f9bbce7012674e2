import { expect } from 'chai';
import type { QueueStatus } from '../waiting/queue-schemas.ts';
import { createStreamHub, hubDefaults, type StreamSink } from './stream-hub.ts';

const event = '11111111-1111-4111-8111-111111111111';
const common = { currentUsers: 0, threshold: 1, eventInfo: { title: 'T', artist: 'A' } };
const queued = (position: number, nextPoll: number): QueueStatus => ({
  ...common,
  queued: true,
  status: 'queued',
  position,
  peopleAhead: position - 1,
  peopleBehind: 0,
  estimatedWait: null,
  nextPoll,
  queueSize: position,
});
const active: QueueStatus = {
  ...common,
  queued: false,
  status: 'active',
  nextPoll: 3,
  entryToken: 'token',
  expiresAt: '2026-01-01T00:00:00.000Z',
};

function newSink() {
  const written: string[] = [];
  const sink = {
    written,
    ended: false,
    destroyed: false,
    writableLength: 0,
    write: (chunk: string) => written.push(chunk),
    end: () => {
      sink.ended = true;
    },
    destroy: () => {
      sink.destroyed = true;
    },
  };
  return sink satisfies StreamSink;
}

function newHub(answer: (userId: string) => QueueStatus | Error, settings = {}) {
  let now = 0;
  const looks: string[] = [];
  const hub = createStreamHub({
    look: async (_event, userId) => {
      looks.push(userId);
      const result = answer(userId);
      if (result instanceof Error) throw result;
      return result;
    },
    clock: () => now,
    settings: { ...hubDefaults, ...settings },
  });
  const pass = async (ms: number) => {
    now += ms;
    await hub.round(event);
  };
  return { hub, looks, pass };
}

describe('the stream of a line', () => {
  it('looks a person up as often as they would have polled, not in every round', async () => {
    const { hub, looks, pass } = newHub(() => queued(4_000, 5));
    const sink = newSink();
    hub.add(event, 'u', sink, queued(4_500, 5));

    for (let second = 0; second < 10; second += 1) await pass(1_000);

    expect(looks).to.have.length(2);
    expect(sink.written[0]).to.match(/^event: position\ndata: \{.*"position":4500.*\}\n\n$/);
    hub.stop();
  });

  it('ends with the entry token when the person is admitted', async () => {
    const { hub, pass } = newHub(() => active);
    const sink = newSink();
    hub.add(event, 'u', sink, queued(1, 1));

    await pass(1_000);

    expect(sink.written.at(-1)).to.match(/^event: admitted\ndata: .*"entryToken":"token"/);
    expect(sink.ended).to.equal(true);
    expect(hub.size()).to.equal(0);
  });

  it('sends comments in long silences so that proxies keep the connection', async () => {
    const { hub, pass } = newHub(() => queued(200_000, 60));
    const sink = newSink();
    hub.add(event, 'u', sink, queued(200_000, 60));

    await pass(15_000);

    expect(sink.written.at(-1)).to.equal(': beat\n\n');
    hub.stop();
  });

  it('stays open while Redis is away and goes on afterwards', async () => {
    let away = true;
    const { hub, pass } = newHub(() => (away ? new Error('away') : queued(3, 1)));
    const sink = newSink();
    hub.add(event, 'u', sink, queued(5, 1));

    await pass(1_000);
    away = false;
    await pass(1_000);

    expect(sink.ended).to.equal(false);
    expect(sink.written.at(-1)).to.include('"position":3');
    hub.stop();
  });

  it('cuts off a reader whose backlog grows', async () => {
    const { hub, pass } = newHub(() => queued(3, 1));
    const sink = newSink();
    hub.add(event, 'u', sink, queued(5, 1));
    sink.writableLength = 100_000;

    await pass(1_000);

    expect(sink.destroyed).to.equal(true);
    expect(hub.size()).to.equal(0);
  });

  it('refuses a fourth stream of one person and one too many of the process', () => {
    const { hub } = newHub(() => queued(3, 1), { perProcess: 4 });
    for (let i = 0; i < 3; i += 1) hub.add(event, 'u', newSink(), queued(5, 1));

    expect(() => hub.admit(event, 'u'))
      .to.throw()
      .with.property('code', 'TOO_MANY_STREAMS');
    expect(() => hub.admit(event, 'v')).not.to.throw();
    hub.add(event, 'v', newSink(), queued(5, 1));
    expect(() => hub.admit(event, 'v'))
      .to.throw()
      .with.property('code', 'STREAMS_FULL');
    hub.stop();
  });

  it('has room for a person again when one of their streams has ended', () => {
    const { hub } = newHub(() => queued(3, 1));
    const hangUps = [1, 2, 3].map(() => hub.add(event, 'u', newSink(), queued(5, 1)));
    expect(() => hub.admit(event, 'u')).to.throw();

    hangUps[0]!();
    hangUps[0]!();

    expect(() => hub.admit(event, 'u')).not.to.throw();
    hub.add(event, 'u', newSink(), queued(5, 1));
    expect(() => hub.admit(event, 'u')).to.throw();
    hub.add(event, 'gone at once', newSink(), active);
    expect(() => hub.admit(event, 'gone at once')).not.to.throw();
    hub.stop();
  });

  it('ends old streams, so that the browser returns with a fresh identity', async () => {
    const { hub, pass } = newHub(() => queued(3, 1));
    const sink = newSink();
    hub.add(event, 'u', sink, queued(5, 1));

    await pass(900_000);

    expect(sink.ended).to.equal(true);
  });

  it('forgets a client that hangs up, and its ticker with the last one', () => {
    const { hub } = newHub(() => queued(3, 1));
    const hangUp = hub.add(event, 'u', newSink(), queued(5, 1));

    hangUp();
    hangUp();

    expect(hub.size()).to.equal(0);
  });
});
