import type { Queryable } from '../../shared/postgres/pool.ts';
import type { ExchangeLog } from './exchange-log.ts';

/**
 * Writes each call to the provider into payment_logs: a row before it is made and a row with its answer. Two rows,
 * because the table is evidence: the service may add to it and never change it (prisma/roles.ts).
 */
export function createPaymentLog(db: Queryable, observe: (action: string, outcome: string) => void): ExchangeLog {
  return async (start) => {
    const began = performance.now();
    await db.query({
      name: 'payment-log-call',
      text: 'INSERT INTO payment_logs (payment_id, action, endpoint, method, request) VALUES ($1, $2, $3, $4, $5)',
      values: [start.paymentId, start.action, start.endpoint, start.method, JSON.stringify(start.request)],
    });
    return async (end) => {
      observe(start.action, end.status === null ? 'no answer' : `${Math.floor(end.status / 100)}xx`);
      await db.query({
        name: 'payment-log-answer',
        text: `INSERT INTO payment_logs (payment_id, action, endpoint, method, response, response_status, error_code,
                 error_message, duration_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        values: [
          start.paymentId,
          `${start.action} answer`,
          start.endpoint,
          start.method,
          end.response === null ? null : JSON.stringify(end.response),
          end.status,
          end.errorCode,
          end.errorMessage,
          Math.round(performance.now() - began),
        ],
      });
    };
  };
}
