import { Injectable } from '@nestjs/common';
import type { Temporal } from '#libs/kernel';
import type { Tx } from '#libs/platform';
import { DeadLetterRepository } from './persistence/dead-letter.repository.js';
import { ReadingRepository } from './persistence/reading.repository.js';

const MESSAGES_HOURS = 48;
const READINGS_HOURS = 30 * 24;
const DEAD_LETTERS_HOURS = 30 * 24;

/** How long what sensors told is kept. */
@Injectable()
export class TelemetryRetention {
  constructor(
    private readonly readings: ReadingRepository,
    private readonly deadLetters: DeadLetterRepository,
  ) {}

  async forget(tx: Tx, now: Temporal.Instant): Promise<void> {
    const before = (hours: number): string => now.subtract({ hours }).toString();
    await this.readings.forgetMessages(tx, before(MESSAGES_HOURS));
    await this.readings.forget(tx, before(READINGS_HOURS));
    await this.deadLetters.forget(tx, before(DEAD_LETTERS_HOURS));
  }
}
