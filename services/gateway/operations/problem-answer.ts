import { AppError, type ErrorTable } from '../../shared/errors/app-error.ts';
import { problemMediaType, toProblem } from '../../shared/errors/problem.ts';
import type { Logger } from '../../shared/logging/logger.ts';
import type { Exchange } from '../exchange.ts';

/** Answers an exchange with a problem document (E10); logs what is our own fault. */
export function createProblemAnswer(errors: ErrorTable, logger: Logger): (exchange: Exchange, error: unknown) => void {
  return (exchange, error) => {
    const { req, res, requestId, answerHeaders } = exchange;
    if (!(error instanceof AppError)) logger.error({ err: error, requestId }, 'a request failed in the gateway');
    if (res.headersSent) {
      res.destroy();
      return;
    }
    const problem = toProblem(error, errors, requestId);
    const body = Buffer.from(JSON.stringify(problem));
    const headers = [...answerHeaders, 'content-type', problemMediaType, 'content-length', String(body.length)];
    // What is left of a body would have to be read before the connection could carry another request.
    if (!req.complete && hasBody(exchange)) headers.push('connection', 'close');
    res.writeHead(problem.status, headers);
    res.end(body);
  };
}

function hasBody({ headers }: Exchange): boolean {
  return headers.transferEncoding !== undefined || (headers.contentLength ?? '0') !== '0';
}
