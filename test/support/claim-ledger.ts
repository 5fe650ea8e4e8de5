import {
  ClaimEvents,
  ClaimLedger,
  ClaimLifeRepository,
  ClaimRepository,
  HoldRepository,
  WaitingEvents,
  WaitingRepository,
  WaitingSuccession,
} from '#libs/booking';
import type { Clock } from '#libs/kernel';
import type { OutboxRepository } from '#libs/platform';

/** The ledger as the modules put it together. */
export function claimLedgerOn(outbox: OutboxRepository, clock: Clock): ClaimLedger {
  const events = new ClaimEvents(outbox);
  const waiting = new WaitingSuccession(
    new WaitingRepository(),
    new HoldRepository(),
    events,
    new WaitingEvents(outbox),
    clock,
  );
  return new ClaimLedger(new ClaimRepository(clock), new ClaimLifeRepository(), events, waiting);
}
