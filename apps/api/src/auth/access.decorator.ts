import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiExtension, ApiSecurity } from '@nestjs/swagger';
import type { Capability } from '#libs/contracts';
import { ApiProblems } from '../openapi/api-problems.decorator.js';

/** public: the same for everybody, nobody is asked who they are; anyone: known if signed in; person: whoever is signed in, for things of their own; else the right that the caller must hold. */
export type AccessRule = 'public' | 'anyone' | 'person' | Capability;
export const ACCESS = Symbol('Access');

/**
 * Says who may call a route. A route without it answers nobody. How far a right reaches, over which organisation or hub, is judged by the
 * service below; here it is refused to whom it is given nowhere.
 */
export function Access(rule: AccessRule): MethodDecorator {
  const told = [SetMetadata(ACCESS, rule), ApiExtension('x-access', rule)];
  if (rule === 'public' || rule === 'anyone') return applyDecorators(...told);
  if (rule === 'person') return applyDecorators(...told, ApiSecurity('session'), ApiProblems(401, 403));
  return applyDecorators(...told, ApiSecurity('session'), ApiSecurity('token'), ApiProblems(401, 403));
}
