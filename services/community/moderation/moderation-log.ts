import type { User } from '../../shared/identity/caller.ts';
import type { Queryable } from '../../shared/postgres/pool.ts';

export interface Moderated {
  readonly action: 'DELETE_POST' | 'DELETE_COMMENT' | 'PIN_POST' | 'UNPIN_POST' | 'DELETE_NEWS';
  readonly subject: string;
  readonly authorId: string;
  /** The words as they stood. */
  readonly content: string;
}

/** Notes what an administrator does to what somebody else wrote; nothing when it is their own. */
export async function noteModeration(tx: Queryable, user: User, { action, subject, authorId, content }: Moderated) {
  if (user.id === authorId) return;
  await tx.query({
    name: 'moderation-note',
    text: 'INSERT INTO moderation_log (admin_id, action, subject, author_id, content) VALUES ($1, $2, $3, $4, $5)',
    values: [user.id, action, subject, authorId, content],
  });
}
