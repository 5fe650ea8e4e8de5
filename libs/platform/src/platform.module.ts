import { Global, Module } from '@nestjs/common';
import { Clock, SystemClock } from '#libs/kernel';
import { ENVIRONMENT, readEnvironment } from './environment.js';
import { CommitSignal } from './outbox/commit-signal.js';
import { OutboxCursorRepository } from './outbox/outbox-cursor.repository.js';
import { OutboxRepository } from './outbox/outbox.repository.js';
import { PublicUrl } from './public-url.js';
import { Retention } from './retention/retention.js';
import { RetentionRunRepository } from './retention/retention-run.repository.js';

/** The environment, the clock and the outbox, for every feature. */
@Global()
@Module({
  providers: [
    { provide: ENVIRONMENT, useFactory: () => readEnvironment() },
    { provide: Clock, useClass: SystemClock },
    CommitSignal,
    OutboxCursorRepository,
    OutboxRepository,
    PublicUrl,
    Retention,
    RetentionRunRepository,
  ],
  exports: [
    ENVIRONMENT,
    Clock,
    CommitSignal,
    OutboxCursorRepository,
    OutboxRepository,
    PublicUrl,
    Retention,
    RetentionRunRepository,
  ],
})
export class PlatformModule {}
