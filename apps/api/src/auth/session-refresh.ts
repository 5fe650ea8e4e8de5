import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { SessionService } from '#libs/identity';
import { OutboxFeed } from '#libs/platform';

/** A session that ended, or a right that changed, in whatever process, counts here at once. */
@Injectable()
export class SessionRefresh implements OnModuleInit, OnModuleDestroy {
  private unsubscribe: (() => void) | undefined;

  constructor(
    private readonly feed: OutboxFeed,
    private readonly sessions: SessionService,
  ) {}

  onModuleInit(): void {
    this.unsubscribe = this.feed.subscribe((events) => {
      for (const { topic, payload } of events)
        if (topic === 'session' && typeof payload.personId === 'string') this.sessions.forgetPerson(payload.personId);
    });
  }

  onModuleDestroy(): void {
    this.unsubscribe?.();
  }
}
