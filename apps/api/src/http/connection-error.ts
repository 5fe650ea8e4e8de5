import type { Socket } from 'node:net';
import type { Problem } from '#libs/contracts';
import { titleOf } from '../problems/problem-titles.js';

interface ConnectionError extends Error {
  readonly code?: string;
}

const REASONS: Readonly<Record<string, readonly [status: number, phrase: string, code: string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request Timeout', 'request-too-slow'],
  HPE_HEADER_OVERFLOW: [431, 'Request Header Fields Too Large', 'headers-too-large'],
};
const MALFORMED = [400, 'Bad Request', 'malformed-request'] as const;

/** What can not be read as HTTP, or does not come to its end, reaches no route: it is answered on the bare connection, which ends. */
export function refuseConnection(error: ConnectionError, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const [status, phrase, code] = REASONS[error.code ?? ''] ?? MALFORMED;
  const problem: Problem = { type: `/problems/${code}`, title: titleOf(code, 'invalid', 'en'), status, code };
  const body = JSON.stringify(problem);
  const lines = [
    `HTTP/1.1 ${status} ${phrase}`,
    'Content-Type: application/problem+json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Cache-Control: no-store',
    'Connection: close',
  ];
  if (socket.writable) socket.end(`${lines.join('\r\n')}\r\n\r\n${body}`);
  else socket.destroy();
}
