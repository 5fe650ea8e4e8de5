import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '#libs/identity';

export interface ApiRequest extends FastifyRequest {
  /** Set by the actor guard */
  caller?: Caller | null;
  /** Set by the filter of problems */
  refusal?: { readonly code: string; readonly unknownMembers: boolean };
}

export type ApiReply = FastifyReply;
