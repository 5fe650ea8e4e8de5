import type { Problem } from '#libs/contracts';
import type { ApiReply, ApiRequest } from '../http/api-request.js';
import { detailOf, languageOf, titleOf } from './problem-titles.js';

/** An address that can not even be read meets no route and no filter: it is refused on the doorstep. */
export function refuseAddress(_error: Error, request: Pick<ApiRequest, 'headers'>, reply: ApiReply): void {
  const language = languageOf(request.headers['accept-language']);
  const code = 'malformed-address';
  const detail = detailOf(code, 'The address has a percent sign that stands for no character', language)!;
  const problem: Problem = {
    type: `/problems/${code}`,
    title: titleOf(code, 'invalid', language),
    status: 400,
    detail,
    code,
  };
  void reply.status(400).type('application/problem+json; charset=utf-8').send(JSON.stringify(problem));
}
