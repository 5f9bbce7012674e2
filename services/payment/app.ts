import type { Express } from 'express';
import { createServiceApp } from '../shared/http/service-app.ts';
import type { PaymentDependencies } from './dependencies.ts';
import { paymentErrors } from './errors.ts';
import { paymentRoutes } from './payments/payment-routes.ts';
import { settlementRoute } from './settlement/settlement-routes.ts';
import { webhookRoute } from './webhooks/webhook-routes.ts';

export type PaymentAppParts = Omit<PaymentDependencies, 'log' | 'close'>;

export interface AppOptions {
  /** On everywhere but in production. */
  readonly checkResponses: boolean;
  readonly isReady?: () => boolean;
}

/** The Express application of payment; it does not listen. */
export function createPaymentApp(parts: PaymentAppParts, options: AppOptions): Express {
  const { settle, inFlight, pool, provider, webhookSecrets, clock, counts } = parts;
  const webhooks = {
    settle,
    inFlight,
    pool,
    clock,
    providerName: provider.name,
    secrets: webhookSecrets,
    onWebhook: counts.webhook,
  };
  return createServiceApp({
    ...parts.foundation,
    ...options,
    service: 'payment',
    routes: [settlementRoute(parts), ...paymentRoutes(parts), webhookRoute(webhooks)],
    errors: paymentErrors,
    idempotencyStore: parts.idempotencyStore,
    dependencies: parts.dependencies,
  });
}
