import { z } from 'zod';
import { pages, paginationSchema } from '../reads/pages.ts';
import { paragraphs } from '../reads/plain-text.ts';

export const commentParams = z.object({ id: z.uuid(), commentId: z.uuid() });
export const commentListQuery = z.object(pages(50));
export const newCommentSchema = z.strictObject({ content: paragraphs(1_000) });

export const commentRow = z.object({
  id: z.uuid(),
  post_id: z.uuid(),
  author_id: z.uuid(),
  author_name: z.string(),
  content: z.string(),
  created_at: z.iso.datetime(),
});
export type CommentRow = z.infer<typeof commentRow>;

export const commentSchema = z.object({ comment: commentRow });
export const commentListSchema = z.object({ comments: z.array(commentRow), pagination: paginationSchema });
