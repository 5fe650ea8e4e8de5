import { Module } from '@nestjs/common';
import { ClaimsModule } from '#libs/booking';
import { HubsModule } from '#libs/hubs';
import { TravelModule } from '#libs/travel';
import { HubGround } from './hub-ground.js';
import { MetroDirectory } from './metro-directory.js';
import { NearestAlternatives } from './nearest-alternatives.js';
import { SearchService } from './search.service.js';

const services = [HubGround, MetroDirectory, NearestAlternatives, SearchService];

@Module({ imports: [HubsModule, ClaimsModule, TravelModule], providers: services, exports: services })
export class SearchModule {}
