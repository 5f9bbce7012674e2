import type { PrismaClient } from '../../../prisma/generated/payment_db/client.ts';
import { paymentTypeSchema } from '../../shared/events/topics.ts';
import { givenBack, type PaymentView, paymentViewSchema } from './payment-schemas.ts';

const shown = {
  id: true,
  orderId: true,
  paymentKey: true,
  paymentType: true,
  referenceId: true,
  amount: true,
  method: true,
  status: true,
  refundAmount: true,
  partRefunded: true,
  approvedAt: true,
  refundedAt: true,
  createdAt: true,
} as const;

/** The reads that nobody waits for in a sale; Prisma's comfort is worth its microseconds here (dependencies.md 1). */
export function createPaymentReads(prisma: PrismaClient) {
  return {
    /** A person's payments, newest first. */
    async ofUser(userId: string, page: { limit: number; offset: number }): Promise<PaymentView[]> {
      const rows = await prisma.payment.findMany({
        where: { userId },
        select: shown,
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        take: page.limit,
        skip: page.offset,
      });
      return rows.map((row) => toPaymentView(row));
    },

    /** The payment of an order and who owns it; undefined without one. */
    async byOrder(orderId: string): Promise<{ userId: string; view: PaymentView } | undefined> {
      const row = await prisma.payment.findUnique({ where: { orderId }, select: { ...shown, userId: true } });
      return row ? { userId: row.userId, view: toPaymentView(row) } : undefined;
    },

    /** The payment that says most about a reservation: the one that holds or held money, else the newest. */
    async byReservation(referenceId: string): Promise<PaymentView | undefined> {
      const rows = await prisma.payment.findMany({
        where: { referenceId, paymentType: paymentTypeSchema.enum.reservation },
        select: shown,
        orderBy: { createdAt: 'desc' },
        take: 20,
      });
      const views = rows.map((row) => toPaymentView(row));
      return (
        views.find((view) => ['confirmed', 'refunding', 'refunded', 'approving'].includes(view.status)) ?? views[0]
      );
    },
  };
}
export type PaymentReads = ReturnType<typeof createPaymentReads>;

interface ShownRow {
  readonly paymentType: string;
  readonly status: string;
  readonly refundAmount: number | null;
  readonly partRefunded: number;
  readonly approvedAt: Date | null;
  readonly refundedAt: Date | null;
  readonly createdAt: Date;
}

function toPaymentView(row: ShownRow): PaymentView {
  return paymentViewSchema.parse({
    ...row,
    refundAmount: givenBack(row),
    approvedAt: row.approvedAt?.toISOString() ?? null,
    refundedAt: row.refundedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  });
}
