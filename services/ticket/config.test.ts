import { expect } from 'chai';
import { loadConfig } from '../shared/config/load-config.ts';
import { ticketConfigSchema } from './config.ts';
import { ticketEnvironment } from './testing/http-fixture.ts';

describe('the environment of ticket', () => {
  const load = (over: Record<string, string | undefined> = {}) =>
    loadConfig(ticketConfigSchema, { ...ticketEnvironment('postgres://a@h/ticket_db', 'redis://h'), ...over });

  it('has the documented defaults (domain.md 0.4, 6.1)', () => {
    expect(load()).to.include({
      PORT: 3002,
      HOLD_SECONDS: 300,
      SEAT_LOCK_TTL_SECONDS: 420,
      RESERVATION_CLEANUP_INTERVAL_MS: 30_000,
      RESERVATION_RECONCILIATION_INTERVAL_MS: 300_000,
      EVENT_STATUS_INTERVAL_MS: 60_000,
      MAX_TICKETS_PER_PERSON: 4,
    });
  });

  it('names every fault at once and repeats no value (E9)', () => {
    const broken = {
      INTERNAL_CREDENTIAL: 'short',
      DATABASE_URL: 'mysql://secret',
      HOLD_SECONDS: 'x',
      KAFKA_BROKERS: '',
    };

    expect(() => load(broken))
      .to.throw()
      .with.property('message')
      .that.matches(/INTERNAL_CREDENTIAL[\s\S]*|DATABASE_URL|HOLD_SECONDS|KAFKA_BROKERS/)
      .and.does.not.include('secret');
  });

  it('refuses a lock that ends before the hold (10.3 #13)', () => {
    expect(() => load({ HOLD_SECONDS: '420' })).to.throw(/SEAT_LOCK_TTL_SECONDS/);
  });
});
