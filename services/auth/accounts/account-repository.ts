import { Prisma, type PrismaClient } from '../../../prisma/generated/auth_db/client.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import { type AccountRepository, toAccount } from './account.ts';

const shown = { id: true, email: true, name: true, role: true, createdAt: true } as const satisfies Prisma.UserSelect;

/** Accounts in auth_db. */
export function createAccountRepository(prisma: PrismaClient): AccountRepository {
  return {
    async byId(id) {
      const row = await prisma.user.findUnique({ where: { id, deletedAt: null }, select: shown });
      return row ? toAccount(row) : undefined;
    },
    async byIds(ids) {
      const rows = await prisma.user.findMany({ where: { id: { in: [...new Set(ids)] } }, select: shown });
      return rows.map(toAccount);
    },
    async credentialsByEmail(email) {
      const row = await prisma.user.findUnique({ where: { email }, select: { ...shown, passwordHash: true } });
      if (!row) return undefined;
      return { account: toAccount(row), passwordHash: row.passwordHash };
    },
    async create({ email, name, phone, passwordHash }) {
      try {
        const data = { email, name, passwordHash, phone: phone ?? null };
        return toAccount(await prisma.user.create({ data, select: shown }));
      } catch (error) {
        // The unique index decides, not a look before: two registrations at once are one account and one refusal.
        if (!isUniqueViolation(error)) throw error;
        throw new AppError('EMAIL_TAKEN', 'An account with this e-mail exists; sign in instead.');
      }
    },
    async makeAdmin({ email, name, passwordHash }) {
      const row = await prisma.user.upsert({
        where: { email },
        create: { email, name, passwordHash, role: 'admin' },
        update: { passwordHash, role: 'admin' },
        select: { id: true },
      });
      return row.id;
    },
  };
}

const isUniqueViolation = (error: unknown) =>
  error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
