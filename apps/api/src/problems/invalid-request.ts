import type { StandardSchemaV1 } from '@standard-schema/spec';
import { DomainError } from '#libs/kernel';

type Issue = StandardSchemaV1.Issue;

const key = (segment: PropertyKey | StandardSchemaV1.PathSegment): string =>
  String(typeof segment === 'object' ? segment.key : segment)
    .replaceAll('~', '~0')
    .replaceAll('/', '~1');

const MOST_ISSUES = 50;

/** Input that its schema refuses: each fault with a JSON pointer (RFC 6901) to where it is. */
export class InvalidRequest extends DomainError {
  readonly code = 'invalid-request';
  readonly kind = 'invalid';
  override readonly details: { readonly errors: readonly { readonly pointer: string; readonly detail: string }[] };

  /** The body had members that nobody may set, such as a role or an owner */
  readonly unknownMembers: boolean;

  constructor(issues: readonly Issue[]) {
    super('The request does not have the form that this resource asks for');
    const errors = issues.slice(0, MOST_ISSUES).map((issue) => ({
      pointer: (issue.path ?? []).map((segment) => `/${key(segment)}`).join(''),
      detail: issue.message,
    }));
    this.details = { errors };
    this.unknownMembers = issues.some((issue) => 'code' in issue && issue.code === 'unrecognized_keys');
  }
}
