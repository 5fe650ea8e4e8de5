import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { DomainError } from '#libs/kernel';
import { ChangedMeanwhile } from '#libs/platform';
import { ApiProblems } from '../openapi/api-problems.decorator.js';
import type { ApiReply, ApiRequest } from './api-request.js';

export class NotConditional extends DomainError {
  readonly code = 'not-conditional';
  readonly kind = 'unconditional';

  constructor() {
    super('Name the version that you want to change with If-Match, as ETag told it');
  }
}

/** Tells the version of what is answered: `"7"`. */
export function writeETag(reply: ApiReply, version: number): void {
  void reply.header('etag', `"${version}"`);
}

/**
 * The version that an If-Match header names.
 * @throws NotConditional when there is none; `*` names none
 * @throws ChangedMeanwhile for a tag that we never gave, which can match nothing
 */
export function expectedVersion(header: string | undefined): number {
  if (header === undefined || header.trim() === '' || header.trim() === '*') throw new NotConditional();
  const version = /^"([1-9]\d{0,8})"$/.exec(header.trim())?.[1];
  if (version === undefined) throw new ChangedMeanwhile();
  return Number(version);
}

/** A parameter of a route under `@ChangesVersion()`: the version that the caller has seen. */
export const ExpectedVersion = createParamDecorator((_: unknown, context: ExecutionContext): number =>
  expectedVersion(context.switchToHttp().getRequest<ApiRequest>().headers['if-match']),
);

/** Declares a route that changes what the caller has read, and nothing newer. */
export const ChangesVersion = (): MethodDecorator =>
  applyDecorators(
    ApiHeader({
      name: 'If-Match',
      required: true,
      description: 'The ETag of the version that is to be changed',
      schema: { type: 'string', example: '"7"' },
    }),
    ApiProblems(412, 428),
  );
