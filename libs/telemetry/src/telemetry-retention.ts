import { Injectable } from '@nestjs/common';
import type { RemovalId, Remover } from '#libs/platform';
import { DeadLetterRepository } from './persistence/dead-letter.repository.js';
import { ReadingRepository } from './persistence/reading.repository.js';

type Ours = Extract<RemovalId, 'presence-links' | 'door-readings' | 'sensor-messages' | 'dead-letters'>;

/** What sensors told, once it is old. */
@Injectable()
export class TelemetryRetention {
  readonly removers: Readonly<Record<Ours, Remover>>;

  constructor(readings: ReadingRepository, deadLetters: DeadLetterRepository) {
    this.removers = {
      'presence-links': (tx, before) => readings.forgetDesks(tx, before.toString()),
      'door-readings': (tx, before) => readings.forgetDoors(tx, before.toString()),
      'sensor-messages': (tx, before) => readings.forgetMessages(tx, before.toString()),
      'dead-letters': (tx, before) => deadLetters.forget(tx, before.toString()),
    };
  }
}
