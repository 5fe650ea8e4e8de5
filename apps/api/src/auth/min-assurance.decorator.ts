import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import type { Assurance } from '#libs/contracts';
import { ApiProblems } from '../openapi/api-problems.decorator.js';

export const MIN_ASSURANCE = Symbol('MinAssurance');

/**
 * Says how sure the identity provider must be of the person, beside `@Access` and never in its place. Who is signed in with less is told where
 * to sign in again. For routes whose misuse can not be undone, or that hand out what is kept of a person.
 */
export const MinAssurance = (level: Exclude<Assurance, 'none'>): MethodDecorator =>
  applyDecorators(SetMetadata(MIN_ASSURANCE, level), ApiExtension('x-min-assurance', level), ApiProblems(401, 403));
