import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { Problem } from '#libs/contracts';
import { newId } from '#libs/kernel';
import type { ApiReply, ApiRequest } from '../http/api-request.js';
import { refusalOf } from './problem-of.js';
import { languageOf, titleOf } from './problem-titles.js';

const RETRY_AFTER_S = 2;

/** Every 4xx and 5xx leaves as problem details (RFC 9457); a fault of ours carries an id that the log has too. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger(ProblemFilter.name);

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<ApiRequest>();
    const reply = http.getResponse<ApiReply>();
    if (reply.sent || reply.raw.headersSent) {
      this.logger.error(`After the answer had begun: ${describe(error)}`);
      reply.raw.destroy();
      return;
    }
    const problem = this.problemOf(error, request);
    if (problem.status === 503) void reply.header('retry-after', String(RETRY_AFTER_S));
    void reply
      .status(problem.status)
      .header('content-type', 'application/problem+json; charset=utf-8')
      .header('content-language', languageOf(request.headers['accept-language']))
      .send(JSON.stringify(problem));
  }

  private problemOf(error: unknown, request: ApiRequest): Problem {
    const language = languageOf(request.headers['accept-language']);
    const instance = request.url.split('?', 1)[0]!;
    const refusal = refusalOf(error);
    if (refusal === undefined) {
      const errorId = newId();
      this.logger.error(`${errorId} ${request.method} ${instance}: ${describe(error)}`);
      const code = 'internal-error';
      return { type: typeOf(code), title: titleOf(code, undefined, language), status: 500, code, instance, errorId };
    }
    const { status, code, kind, detail, details } = refusal;
    if (status === 503) this.logger.warn(`${request.method} ${instance}: ${String(error)}`);
    const title = titleOf(code, kind, language);
    return { ...details, type: typeOf(code), title, status, ...(detail ? { detail } : {}), instance, code };
  }
}

const typeOf = (code: string): string => `/problems/${code}`;
const describe = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));
