import { z } from 'zod';
import { pages, paginationSchema } from '../reads/pages.ts';
import { article } from '../reads/plain-text.ts';

export const postParams = z.object({ id: z.uuid() });
export const postListQuery = z.object({ artistId: z.uuid().optional(), ...pages(20) });
/** Who writes is not in the body: it is whoever is signed in. */
export const newPostSchema = z.strictObject({ ...article, artist_id: z.uuid() });
export const changedPostSchema = z.strictObject(article);
export const pinSchema = z.strictObject({ is_pinned: z.boolean() });

export const postRow = z.object({
  id: z.uuid(),
  artist_id: z.uuid(),
  author_id: z.uuid(),
  author_name: z.string(),
  title: z.string(),
  content: z.string(),
  views: z.int(),
  comment_count: z.int(),
  is_pinned: z.boolean(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
});
export type PostRow = z.infer<typeof postRow>;

export const postSchema = z.object({ post: postRow });
export const postListSchema = z.object({ posts: z.array(postRow), pagination: paginationSchema });
export const deletedSchema = z.object({ message: z.string() });
