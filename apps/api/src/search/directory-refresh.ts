import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { OutboxFeed } from '#libs/platform';
import { MetroDirectory } from '#libs/search';

/** What an import changed is searched at once. */
@Injectable()
export class DirectoryRefresh implements OnModuleInit, OnModuleDestroy {
  private unsubscribe: (() => void) | undefined;

  constructor(
    private readonly feed: OutboxFeed,
    private readonly directory: MetroDirectory,
  ) {}

  onModuleInit(): void {
    this.unsubscribe = this.feed.subscribe((events) => {
      if (events.some(({ topic }) => topic === 'network')) this.directory.forget();
    });
  }

  onModuleDestroy(): void {
    this.unsubscribe?.();
  }
}
