import { Global, Module } from '@nestjs/common';
import { OutboxFeed } from './outbox-feed.js';

/** For processes that tell clients what happens: the API, not the worker or the ingest. */
@Global()
@Module({ providers: [OutboxFeed], exports: [OutboxFeed] })
export class OutboxFeedModule {}
