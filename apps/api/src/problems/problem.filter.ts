import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { Problem } from '#libs/contracts';
import { Machine } from '#libs/identity';
import { newId } from '#libs/kernel';
import type { ApiReply, ApiRequest } from '../http/api-request.js';
import { InvalidRequest } from './invalid-request.js';
import { refusalFormOf } from './refusal-form.js';
import { refusalOf } from './problem-of.js';
import { problemPage } from './problem-page.js';
import { challengeOf } from '../auth/bearer.js';
import { detailOf, type Language, languageOf, titleOf } from './problem-titles.js';

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
    const language = languageOf(request.headers['accept-language']);
    const problem = this.problemOf(error, request, language);
    const unknownMembers = error instanceof InvalidRequest && error.unknownMembers;
    request.refusal = { code: problem.code, unknownMembers };
    if (problem.status === 503) void reply.header('retry-after', String(RETRY_AFTER_S));
    const challenge = challengeOf(problem.status, problem.code, request.caller instanceof Machine);
    if (challenge !== undefined) void reply.header('www-authenticate', challenge);
    void reply.status(problem.status).header('content-language', language).header('vary', 'accept-language');
    if (isVisit(request)) void reply.type('text/html; charset=utf-8').send(problemPage(problem, language));
    else {
      const { mediaType, write } = refusalFormOf(problem.instance!);
      void reply.type(`${mediaType}; charset=utf-8`).send(JSON.stringify(write(problem)));
    }
  }

  private problemOf(error: unknown, request: ApiRequest, language: Language): Problem {
    const instance = request.url.split('?', 1)[0]!;
    const refusal = refusalOf(error);
    if (refusal === undefined) {
      const errorId = newId();
      this.logger.error(`${errorId} ${request.method} ${instance}: ${describe(error)}`);
      const code = 'internal-error';
      return { type: typeOf(code), title: titleOf(code, undefined, language), status: 500, code, instance, errorId };
    }
    const { status, code, kind, message, details } = refusal;
    if (status === 503) this.logger.warn(`${request.method} ${instance}: ${causeOf(error)}`);
    const detail = detailOf(code, message, language);
    const said = detail === undefined ? {} : { detail };
    return { ...details, type: typeOf(code), title: titleOf(code, kind, language), status, ...said, instance, code };
  }
}

/** A browser's window on its way to or from the identity provider: a person reads the answer. */
const isVisit = (request: ApiRequest): boolean =>
  request.url.startsWith('/auth/') && request.method === 'GET' && (request.headers.accept ?? '').includes('text/html');

const typeOf = (code: string): string => `/problems/${code}`;
const describe = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));
const causeOf = (error: unknown): string =>
  error instanceof Error && error.cause instanceof Error ? `${error.message} (${error.cause.message})` : String(error);
