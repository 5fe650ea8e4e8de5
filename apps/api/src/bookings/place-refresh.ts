import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { PlaceDirectory } from '#libs/booking';
import { OutboxFeed } from '#libs/platform';

/** What an import or a manager changed is booked by its new rules at once. */
@Injectable()
export class PlaceRefresh implements OnModuleInit, OnModuleDestroy {
  private unsubscribe: (() => void) | undefined;

  constructor(
    private readonly feed: OutboxFeed,
    private readonly places: PlaceDirectory,
  ) {}

  onModuleInit(): void {
    this.unsubscribe = this.feed.subscribe((events) => {
      if (events.some(({ topic }) => topic === 'network' || topic === 'policy')) this.places.forget();
    });
  }

  onModuleDestroy(): void {
    this.unsubscribe?.();
  }
}
