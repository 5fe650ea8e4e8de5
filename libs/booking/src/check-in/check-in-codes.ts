import { createHmac, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock, Temporal } from '#libs/kernel';
import { CHECK_IN_KEY_OF_DEVELOPMENT, ENVIRONMENT, type Environment } from '#libs/platform';

/** Without letters that are taken for digits (Crockford). */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const KIOSK_LETTERS = 6;
const DESK_BYTES = 16;

export interface DeskCodeOfNow {
  readonly code: string;
  readonly expiresAt: Temporal.Instant | null;
}

/**
 * The codes by which people check in: nothing of them is stored. That of a desk proves that somebody stood before it; that of a booking
 * is typed at the kiosk of the hub, and is good there alone.
 */
@Injectable()
export class CheckInCodes implements OnModuleInit {
  private readonly stepMinutes: number;

  constructor(
    @Inject(ENVIRONMENT)
    private readonly environment: Pick<Environment, 'CHECK_IN_KEY' | 'CHECK_IN_CODE_MINUTES' | 'NODE_ENV'>,
    private readonly clock: Clock,
  ) {
    this.stepMinutes = environment.CHECK_IN_CODE_MINUTES;
  }

  onModuleInit(): void {
    if (this.environment.NODE_ENV === 'production' && this.environment.CHECK_IN_KEY === CHECK_IN_KEY_OF_DEVELOPMENT)
      throw new Error(
        'CHECK_IN_KEY must be set with NODE_ENV=production: the key of development is known to everybody',
      );
  }

  ofDesk(hubId: string, bookableId: string): DeskCodeOfNow {
    const step = this.step();
    const ends = (step + 1) * this.stepMinutes * 60_000;
    return {
      code: this.deskCode(hubId, bookableId, step),
      expiresAt: this.stepMinutes === 0 ? null : Temporal.Instant.fromEpochMilliseconds(ends),
    };
  }

  /** A code that has just been replaced is still good: it was scanned before. */
  isOfDesk(hubId: string, bookableId: string, code: string): boolean {
    const step = this.step();
    const [now, before] = [step, step - 1].map((each) => isSame(code, this.deskCode(hubId, bookableId, each)));
    return now! || before!;
  }

  /** @returns e.g. `K7P-2QX` */
  ofBooking(hubId: string, bookingId: string): string {
    const letters = [...this.mac('booking', hubId, bookingId).subarray(0, KIOSK_LETTERS)]
      .map((byte) => ALPHABET[byte % ALPHABET.length])
      .join('');
    return `${letters.slice(0, 3)}-${letters.slice(3)}`;
  }

  /** @param typed as people type: any case, with or without hyphen, O for 0, I and L for 1 */
  isOfBooking(hubId: string, bookingId: string, typed: string): boolean {
    const code = typed.toUpperCase().replaceAll(/[ -]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
    return isSame(code, this.ofBooking(hubId, bookingId).replace('-', ''));
  }

  private deskCode(hubId: string, bookableId: string, step: number): string {
    return this.mac('desk', hubId, bookableId, String(step)).subarray(0, DESK_BYTES).toString('base64url');
  }

  private mac(...parts: readonly string[]): Buffer {
    return createHmac('sha256', this.environment.CHECK_IN_KEY).update(parts.join(' ').toLowerCase()).digest();
  }

  private step(): number {
    return this.stepMinutes === 0 ? 0 : Math.floor(this.clock.now().epochMilliseconds / (this.stepMinutes * 60_000));
  }
}

/** In a time that does not depend on where they differ. */
function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
