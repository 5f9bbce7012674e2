import type { ActingAdmin } from '../../shared/administration/acting-admin.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import { inTransaction, type Pool } from '../../shared/postgres/pool.ts';
import { recordDeed } from '../admin/deed.ts';

interface ArtistRow {
  readonly id: string;
  readonly name: string;
  readonly image_url: string | null;
  readonly description: string | null;
}

/** Null leaves what is there. @throws AppError ARTIST_NOT_FOUND */
export function editArtist(
  pool: Pool,
  id: string,
  { imageUrl, description }: { imageUrl: string | null; description: string | null },
  by: ActingAdmin,
): Promise<ArtistRow> {
  return inTransaction(pool, async (tx) => {
    const columns = 'id, name, image_url, description';
    const before = await tx.query<ArtistRow>(`SELECT ${columns} FROM artists WHERE id = $1 FOR UPDATE`, [id]);
    const { rows } = await tx.query<ArtistRow>(
      `UPDATE artists SET image_url = coalesce($2, image_url), description = coalesce($3, description) WHERE id = $1 RETURNING ${columns}`,
      [id, imageUrl, description],
    );
    const [after] = rows;
    if (!after) throw new AppError('ARTIST_NOT_FOUND', 'There is no such artist.');
    await recordDeed(tx, {
      by,
      action: 'UPDATE_ARTIST',
      resource: 'artist',
      resourceId: id,
      before: before.rows[0],
      after,
    });
    return after;
  });
}
