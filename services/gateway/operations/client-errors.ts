import { randomUUID } from 'node:crypto';
import { type Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { AppError, type ErrorTable } from '../../shared/errors/app-error.ts';
import { problemMediaType, toProblem } from '../../shared/errors/problem.ts';

/**
 * Answers what Node's parser refuses before there is a request: broken framing (smuggling attempts with Content-Length
 * and Transfer-Encoding among them), too large headers, and clients that take too long. Problem documents, like all others.
 */
export function answerClientErrors(server: Server, errors: ErrorTable): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    const running: unknown = Reflect.get(socket, '_httpMessage');
    const hasBegun = running instanceof ServerResponse && running.headersSent;
    if (error.code === 'ECONNRESET' || !socket.writable || hasBegun) {
      socket.destroy();
      return;
    }
    const problem = toProblem(toAppError(error), errors, randomUUID());
    const body = JSON.stringify(problem);
    socket.end(
      `HTTP/1.1 ${problem.status} ${problem.title}\r\ncontent-type: ${problemMediaType}\r\n` +
        `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
    );
  });
}

function toAppError(error: NodeJS.ErrnoException): AppError {
  if (error.code === 'HPE_HEADER_OVERFLOW') {
    return new AppError('HEADERS_TOO_LARGE', 'The request headers are larger than 16 kB.');
  }
  if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    return new AppError('REQUEST_TIMEOUT', 'The request took too long to arrive.');
  }
  return new AppError('MALFORMED_REQUEST', 'This is not a valid HTTP request.');
}
