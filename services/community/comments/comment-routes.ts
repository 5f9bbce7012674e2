import { AppError } from '../../shared/errors/app-error.ts';
import { type Route, route } from '../../shared/http/route.ts';
import { findPost } from '../posts/post-repository.ts';
import type { CommunityParts } from '../posts/post-routes.ts';
import { deletedSchema, postParams } from '../posts/post-schemas.ts';
import { mustBeAuthorOrAdmin } from '../reads/author.ts';
import { paginationOf } from '../reads/pages.ts';
import { deleteComment, findComment, listComments, writeComment } from './comment-repository.ts';
import {
  commentListQuery,
  commentListSchema,
  commentParams,
  commentSchema,
  newCommentSchema,
} from './comment-schemas.ts';

const noPost = (id: string) => new AppError('POST_NOT_FOUND', `There is no post ${id}.`);
const noComment = (id: string) => new AppError('COMMENT_NOT_FOUND', `This post has no comment ${id}.`);

/** Comments on posts (domain.md 1.8). */
export const commentRoutes = ({ pool, onEarned }: Pick<CommunityParts, 'pool' | 'onEarned'>): Route[] => [
  route({
    method: 'get',
    path: '/api/community/posts/:id/comments',
    summary: 'Comments on a post, oldest first',
    access: 'public',
    input: { params: postParams, query: commentListQuery },
    responses: { 200: commentListSchema },
    errors: ['POST_NOT_FOUND'],
    handler: async ({ params, query }) => {
      const [post, comments] = await Promise.all([findPost(pool, params.id), listComments(pool, params.id, query)]);
      if (!post) throw noPost(params.id);
      return { status: 200, body: { comments, pagination: paginationOf(query, post.comment_count) } };
    },
  }),
  route({
    method: 'post',
    path: '/api/community/posts/:id/comments',
    summary: 'Writes a comment; members of the artist earn 10 points',
    access: 'user',
    idempotencyKey: true,
    input: { params: postParams, body: newCommentSchema },
    responses: { 201: commentSchema },
    errors: ['POST_NOT_FOUND'],
    handler: async ({ params, body, user }) => {
      const comment = await writeComment(pool, user, params.id, body.content);
      if (!comment) throw noPost(params.id);
      onEarned();
      return { status: 201, body: { comment } };
    },
  }),
  route({
    method: 'delete',
    path: '/api/community/posts/:id/comments/:commentId',
    summary: 'Deletes a comment; its author, or an administrator',
    access: 'user',
    input: { params: commentParams },
    responses: { 200: deletedSchema },
    errors: ['COMMENT_NOT_FOUND', 'NOT_THE_AUTHOR'],
    handler: async ({ params, user }) => {
      const comment = await findComment(pool, params.id, params.commentId);
      if (!comment) throw noComment(params.commentId);
      mustBeAuthorOrAdmin(user, comment.author_id);
      if (!(await deleteComment(pool, user, params.id, comment.id))) throw noComment(comment.id);
      return { status: 200, body: { message: 'The comment is deleted.' } };
    },
  }),
];
