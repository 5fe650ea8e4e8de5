import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { Actor, type Caller } from '#libs/identity';
import type { ApiRequest } from '../http/api-request.js';

const callerOf = (_: unknown, context: ExecutionContext): Caller | null =>
  context.switchToHttp().getRequest<ApiRequest>().caller ?? null;
const personOf = (_: unknown, context: ExecutionContext): Actor | null => {
  const caller = callerOf(_, context);
  return caller instanceof Actor ? caller : null;
};

/** The signed-in person; null on a route for anyone that nobody signed in to. */
export const CurrentActor = createParamDecorator(personOf);

/** The person or the machine that calls; null on a route for anyone when the caller is not known. */
export const CurrentCaller = createParamDecorator(callerOf);
