import { AppError } from '../../shared/errors/app-error.ts';
import type { User } from '../../shared/identity/caller.ts';

/** Who writes, as others read it: the local part of the e-mail address (domain.md 1.8), never what a body claims. */
export const authorNameOf = ({ email }: User): string => (email.split('@')[0] ?? '').slice(0, 100);

/** @throws AppError NOT_THE_AUTHOR; what is public is forbidden, not hidden */
export function mustBeAuthor(user: User, authorId: string): void {
  if (user.id !== authorId) throw new AppError('NOT_THE_AUTHOR', 'Only the author may change this.');
}

/** @throws AppError NOT_THE_AUTHOR for anybody but the author and administrators */
export function mustBeAuthorOrAdmin(user: User, authorId: string): void {
  if (user.role !== 'admin') mustBeAuthor(user, authorId);
}
