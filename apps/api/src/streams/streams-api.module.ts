import { Module } from '@nestjs/common';
import { HubsModule } from '#libs/hubs';
import { HubStreams } from './hub-streams.js';
import { StreamsController } from './streams.controller.js';

@Module({ imports: [HubsModule], controllers: [StreamsController], providers: [HubStreams] })
export class StreamsApiModule {}
