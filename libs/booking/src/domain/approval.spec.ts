import { Temporal, TimeRange } from '#libs/kernel';
import { approvalDue } from './approval.js';
import { NoTimeToApprove } from './approval-errors.js';

const at = (time: string): Temporal.Instant => Temporal.Instant.from(`2026-11-24T${time}:00Z`);
const span = TimeRange.of(at('10:00'), at('12:00'));
const after = (approvalMinutes: number | null): { readonly approvalMinutes: number | null } => ({ approvalMinutes });

describe(approvalDue.name, () => {
  it('asks nobody where no rule wants it', () => {
    expect(approvalDue(span, at('11:00'), [after(null), after(null)])).toBeNull();
  });

  it('waits as long as the shortest rule of a bundle says', () => {
    expect(approvalDue(span, at('07:00'), [after(120), after(null), after(60)])).toEqual(at('08:00'));
  });

  it('waits no longer than until it begins, and refuses what has begun', () => {
    expect(approvalDue(span, at('09:30'), [after(60)])).toEqual(span.start);
    expect(() => approvalDue(span, span.start, [after(60)])).toThrow(NoTimeToApprove);
  });
});
