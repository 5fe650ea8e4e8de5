export interface CheckInSearch {
  readonly hub?: string | undefined;
  readonly desk?: string | undefined;
  readonly code?: string | undefined;
}

const ID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
const CODE = /^[\w-]{1,200}$/;
const matching = (value: unknown, pattern: RegExp): string | undefined =>
  typeof value === 'string' && pattern.test(value) ? value : undefined;

/** What the code on a desk says; what is no such thing is left out. */
export const parseCheckInSearch = ({ hub, desk, code }: Readonly<Record<string, unknown>>): CheckInSearch => ({
  hub: matching(hub, ID)?.toLowerCase(),
  desk: matching(desk, ID)?.toLowerCase(),
  code: matching(code, CODE),
});
