import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiSecurity } from '@nestjs/swagger';
import type { Actor } from '#libs/identity';
import { ApiProblems } from '../openapi/api-problems.decorator.js';
import type { ApiRequest } from '../http/api-request.js';

export type ActorNeed = 'required' | 'optional';
const ACTOR_NEED = Symbol('ActorNeed');

const actorOf = (_: unknown, context: ExecutionContext): Actor | null =>
  context.switchToHttp().getRequest<ApiRequest>().actor ?? null;
const fromRequest = createParamDecorator(actorOf);

function needing(need: ActorNeed): ParameterDecorator {
  return (controller, method, index) => {
    if (method === undefined) throw new Error('An actor is a parameter of a method');
    const descriptor = Object.getOwnPropertyDescriptor(controller, method)!;
    const handler = descriptor.value as object;
    if (Reflect.getMetadata(ACTOR_NEED, handler) !== 'required') Reflect.defineMetadata(ACTOR_NEED, need, handler);
    fromRequest()(controller, method, index);
    if (need === 'optional') return;
    ApiSecurity('session')(controller, method, descriptor);
    ApiProblems(401)(controller, method, descriptor);
  };
}

/** The signed-in person. The route then answers 401 to anybody else, and its description says so. */
export const CurrentActor = (): ParameterDecorator => needing('required');

/** The signed-in person, or null. */
export const OptionalActor = (): ParameterDecorator => needing('optional');

/** What the handler asks for; undefined when it does not look at who calls. */
export const actorNeed = (handler: object): ActorNeed | undefined =>
  Reflect.getMetadata(ACTOR_NEED, handler) as ActorNeed | undefined;
