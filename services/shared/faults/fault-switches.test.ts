import { type AddressInfo, createServer } from 'node:net';
import { expect } from 'chai';
import express from 'express';
import pg from 'pg';
import { z } from 'zod';
import { httpSettings } from '../config/common-settings.ts';
import { ConfigError, loadConfig } from '../config/load-config.ts';
import { createFoundation } from '../http/foundation.ts';
import { createLogger } from '../logging/logger.ts';
import { createMetrics } from '../metrics/metrics.ts';
import { armFaults, disarmFaults, isArmed, strikes } from './armed-faults.ts';
import { type Faults, faultSettings, faultTable } from './fault-table.ts';
import {
  spoilCall,
  withConsumeFaults,
  withDatabaseFaults,
  withPublishFaults,
  withRedisFaults,
} from './faulty-parts.ts';
import { faultyRequests } from './faulty-requests.ts';

const logger = createLogger({ service: 'test', level: 'silent' });
const arm = (faults: Faults, metrics = createMetrics('test', false)) =>
  armFaults({ NODE_ENV: 'test', FAULTS: faults }, { logger, metrics });
const messageOf = (work: Promise<unknown>) => work.then(() => 'ok').catch((error: Error) => error.message);

describe('fault switches', () => {
  afterEach(disarmFaults);

  it('are at least fifteen, each with what it does', () => {
    expect(Object.keys(faultTable).length).to.be.at.least(15);
    for (const { about } of Object.values(faultTable)) expect(about).to.have.length.above(10);
  });

  describe('the variable FAULTS', () => {
    const schema = z.object(faultSettings);
    const read = (FAULTS: string) => loadConfig(schema, { FAULTS }).FAULTS;

    it('is nothing by default, and reads names with their sizes', () => {
      expect(loadConfig(schema, {}).FAULTS).to.equal(undefined);
      expect(read('http-slow=300, database-error=5,readiness-fails')).to.deep.equal({
        'http-slow': 300,
        'database-error': 5,
        'readiness-fails': 1,
      });
    });

    for (const wrong of [
      'no-such-fault=1',
      'http-error=101',
      'http-error=0',
      'http-error=-1',
      'http-slow=x',
      'readiness-fails=2',
      'constructor=1',
    ]) {
      it(`refuses ${wrong}`, () => {
        expect(() => read(wrong)).to.throw(ConfigError, 'FAULTS');
      });
    }

    it('stops every service in production, whatever it says', () => {
      const env = { NODE_ENV: 'production', LOG_LEVEL: 'silent', FAULTS: 'http-slow=1' };
      const config = { ...loadConfig(z.object(httpSettings(1)), env), INTERNAL_CALLERS: {} };

      expect(() => createFoundation('test', config)).to.throw(ConfigError, 'FAULTS');
      expect(isArmed('http-slow')).to.equal(false);
    });
  });

  it('wrap nothing while none is on', () => {
    const log = { publish: async () => undefined };
    const pool = new pg.Pool();

    expect(faultyRequests()).to.deep.equal([]);
    expect(withPublishFaults(log)).to.equal(log);
    expect(withDatabaseFaults(pool).connect).to.equal(pg.Pool.prototype.connect);
    const client = { sendCommand: () => 'PONG' };
    expect(withRedisFaults(client).sendCommand()).to.equal('PONG');
  });

  it('are told by a metric, so that nobody looks for the cause elsewhere', async () => {
    const metrics = createMetrics('test', false);
    arm({ 'http-slow': 7 }, metrics);

    expect(await metrics.registry.metrics()).to.match(/urr_fault_armed\{fault="http-slow".*\} 7/);
  });

  it('strike as often as their percentage says', () => {
    arm({ 'http-error': 25 });

    expect([0, 0.249, 0.25, 0.99].map((dice) => strikes('http-error', dice))).to.deep.equal([true, true, false, false]);
    expect(strikes('http-reset', 0)).to.equal(false);
  });

  describe('of answers', () => {
    /** The answer of a service that plays these faults; its status, or how the connection ended. */
    async function ask(faults: Faults, path: string): Promise<number | string> {
      arm(faults);
      const app = express();
      for (const spoil of faultyRequests()) app.use(spoil);
      app.use((_req, res) => {
        res.json({});
      });
      const server = app.listen(0, '127.0.0.1');
      await new Promise((resolve) => server.once('listening', resolve));
      try {
        const signal = AbortSignal.timeout(150);
        const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, { signal });
        return answer.status;
      } catch (error) {
        return (error as Error).name === 'TimeoutError' ? 'no answer' : 'cut off';
      } finally {
        server.closeAllConnections();
        server.close();
      }
    }
    const cases: readonly [Faults, string, number | string][] = [
      [{ 'http-error': 100 }, '/api/x', 500],
      [{ 'http-overload': 100 }, '/internal/x', 503],
      [{ 'http-reset': 100 }, '/api/x', 'cut off'],
      [{ 'http-hang': 100 }, '/api/x', 'no answer'],
      [{ 'http-slow': 10_000 }, '/api/x', 'no answer'],
      [{ 'http-slow': 1 }, '/api/x', 200],
      [{ 'readiness-fails': 1 }, '/actuator/health/readiness', 503],
      [{ 'readiness-fails': 1 }, '/actuator/health/liveness', 200],
      [{ 'liveness-fails': 1 }, '/actuator/health/liveness', 503],
      [{ 'http-error': 100 }, '/health', 200],
      [{ 'http-error': 100 }, '/actuator/prometheus', 200],
    ];
    for (const [faults, path, expected] of cases) {
      it(`make ${path} with ${JSON.stringify(faults)} ${expected}`, async () => {
        expect(await ask(faults, path)).to.equal(expected);
      });
    }
  });

  it('of the database lend no connection, to queries and to transactions', async () => {
    arm({ 'database-error': 100 });
    const pool = withDatabaseFaults(new pg.Pool({ host: '127.0.0.1', port: 1 }));

    expect(await messageOf(pool.query('SELECT 1'))).to.include('played fault');
    expect(await messageOf(pool.connect())).to.include('played fault');
  });

  it('of the database lend late and then the real thing', async () => {
    arm({ 'database-slow': 1 });
    const refusing = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
    await new Promise((resolve) => refusing.once('listening', resolve));
    const pool = withDatabaseFaults(new pg.Pool({ host: '127.0.0.1', port: (refusing.address() as AddressInfo).port }));

    expect(await messageOf(pool.query('SELECT 1')))
      .to.not.include('played fault')
      .and.not.equal('ok');
    refusing.close();
  });

  it('of Redis fail commands, or only make them late', async () => {
    const sent: unknown[] = [];
    const client = () => ({
      async sendCommand(...args: unknown[]): Promise<unknown> {
        sent.push(args);
        return 'OK';
      },
    });

    arm({ 'redis-error': 100 });
    expect(await messageOf(withRedisFaults(client()).sendCommand('GET', 'a'))).to.include('played fault');
    arm({ 'redis-slow': 1 });
    expect(await withRedisFaults(client()).sendCommand('GET', 'b')).to.equal('OK');
    expect(sent).to.deep.equal([['GET', 'b']]);
  });

  describe('of events', () => {
    const seen: string[] = [];
    const log = {
      publish: async () => void seen.push('published'),
      subscribe: async (
        _group: string,
        _topic: string | readonly string[],
        onBatch: (batch: never) => Promise<void>,
      ) => {
        await onBatch({} as never);
        return { stop: async () => undefined };
      },
      ping: async () => undefined,
      close: async () => undefined,
    };
    beforeEach(() => seen.splice(0));

    it('send twice, late, or not at all', async () => {
      arm({ 'publish-twice': 100, 'publish-slow': 1 });
      await withPublishFaults(log).publish([]);
      arm({ 'publish-error': 100 });

      expect(await messageOf(withPublishFaults(log).publish([]))).to.include('played fault');
      expect(seen).to.deep.equal(['published', 'published']);
    });

    it('receive late, or fail and let the batch come again', async () => {
      const handled = async () => void seen.push('handled');
      arm({ 'consume-slow': 1 });
      await withConsumeFaults(log).subscribe('g', 't', handled);
      arm({ 'consume-error': 100 });

      expect(await messageOf(withConsumeFaults(log).subscribe('g', 't', handled))).to.include('played fault');
      expect(seen).to.deep.equal(['handled']);
    });
  });

  it('of calls to other services fail them on the way', async () => {
    arm({ 'call-error': 100, 'call-slow': 1 });

    expect(await messageOf(spoilCall())).to.include('played fault');
  });

  it('leak memory and keep the process busy until they are switched off', async () => {
    const before = process.memoryUsage().arrayBuffers;
    arm({ 'memory-leak': 600, 'cpu-busy': 1 });

    expect(process.memoryUsage().arrayBuffers - before).to.be.above(9_000_000);
    disarmFaults();
    expect(isArmed('memory-leak', 'cpu-busy')).to.equal(false);
  });
});
