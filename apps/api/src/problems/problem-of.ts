import { HttpException } from '@nestjs/common';
import { DomainError, type DomainErrorKind } from '#libs/kernel';
import { isUnavailable } from '#libs/platform';
import { HttpRefusal } from './http-refusal.js';

/** An error as HTTP tells it, before it is put into words. */
export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly kind?: DomainErrorKind;
  readonly message?: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

const STATUS: Readonly<Record<DomainErrorKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  stale: 412,
  unprocessable: 422,
  unconditional: 428,
  unavailable: 503,
};

const HTTP_CODES: Readonly<Record<number, string>> = {
  400: 'invalid-request',
  401: 'not-signed-in',
  403: 'not-allowed',
  404: 'not-found',
  405: 'method-not-allowed',
  413: 'body-too-large',
  415: 'unsupported-media-type',
};

interface HttpError {
  readonly statusCode: number;
  readonly message: string;
}

const isHttpError = (error: unknown): error is HttpError =>
  typeof error === 'object' && error !== null && 'statusCode' in error && typeof error.statusCode === 'number';

/** What an error of any origin means to the caller; undefined for a fault of ours. */
export function refusalOf(error: unknown): Refusal | undefined {
  if (error instanceof DomainError)
    return {
      status: STATUS[error.kind],
      code: error.code,
      kind: error.kind,
      message: error.message,
      details: error.details,
    };
  if (isUnavailable(error))
    return {
      status: 503,
      code: 'database-unavailable',
      kind: 'unavailable',
      message: 'The database does not answer: try again',
    };
  if (error instanceof HttpRefusal) return { status: error.getStatus(), code: error.code, message: error.message };
  if (error instanceof HttpException) return ofHttp(error.getStatus(), error.message);
  if (isHttpError(error)) return ofHttp(error.statusCode, error.message);
  return undefined;
}

function ofHttp(status: number, message: string): Refusal | undefined {
  if (status < 400 || status >= 500) return undefined;
  return { status, code: HTTP_CODES[status] ?? `http-${status}`, message };
}
