import type { Queryable } from '../../shared/postgres/pool.ts';
import type { ExchangeLog } from './exchange-log.ts';

/** Writes each call to the provider into payment_logs: a row before it, the answer into that row after it. */
export function createPaymentLog(db: Queryable, observe: (action: string, outcome: string) => void): ExchangeLog {
  return async (start) => {
    const began = performance.now();
    const { rows } = await db.query<{ id: number }>({
      name: 'payment-log-start',
      text: `INSERT INTO payment_logs (payment_id, action, endpoint, method, request)
             VALUES ($1, $2, $3, $4, $5) RETURNING id`,
      values: [start.paymentId, start.action, start.endpoint, start.method, JSON.stringify(start.request)],
    });
    return async (end) => {
      observe(start.action, end.status === null ? 'no answer' : `${Math.floor(end.status / 100)}xx`);
      await db.query({
        name: 'payment-log-end',
        text: `UPDATE payment_logs SET response = $2, response_status = $3, error_code = $4, error_message = $5,
                 duration_ms = $6 WHERE id = $1`,
        values: [
          rows[0]?.id,
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
