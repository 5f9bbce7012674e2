import { expect } from 'chai';
import { firstThatWorks, type Way } from './first-that-works.ts';

interface Engine {
  readonly url: string;
}
const works = (name: string, asked: string[]): Way<Engine> => ({
  name,
  find: async () => {
    asked.push(name);
    return { url: name };
  },
});
const closed = (name: string, why: string): Way<Engine> => ({ name, find: async () => why });
const breaks = (name: string): Way<Engine> => ({
  name,
  find: async () => {
    throw new Error('exec format error');
  },
});

describe('the order in which an engine is looked for', () => {
  it('takes the first way that works and asks no further', async () => {
    const asked: string[] = [];

    const found = await firstThatWorks('Redis', [
      closed('REDIS_URL', 'not set'),
      works('redis-server on PATH', asked),
      works('Docker', asked),
    ]);

    expect(found.engine.url).to.equal('redis-server on PATH');
    expect(asked).to.deep.equal(['redis-server on PATH']);
  });

  it('goes on when a way is open but fails, and tells why', async () => {
    const found = await firstThatWorks('Redis', [breaks('redis-server on PATH'), works('Debian package', [])]);

    expect(found.way).to.equal('Debian package');
    expect(found.passedOver).to.deep.equal(['redis-server on PATH: exec format error']);
  });

  it('ends when the one that somebody asked for fails', async () => {
    const asked: string[] = [];

    const search = firstThatWorks('Redis', [{ ...breaks('REDIS_URL'), askedFor: true }, works('Docker', asked)]);
    const error = await search.catch((thrown: unknown) => thrown);

    expect(String(error)).to.equal('Error: Redis: REDIS_URL: exec format error');
    expect(asked).to.deep.equal([]);
  });

  it('lists every way and its reason when none works', async () => {
    const search = firstThatWorks('Kafka', [closed('KAFKA_BROKERS', 'not set'), closed('Docker', 'no engine answers')]);

    const error = await search.catch((thrown: unknown) => thrown);

    expect(String(error)).to.equal(
      'NothingWorks: Kafka was not found in any way:\n  KAFKA_BROKERS: not set\n  Docker: no engine answers',
    );
  });
});
