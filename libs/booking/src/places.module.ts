import { Module } from '@nestjs/common';
import { HubsModule } from '#libs/hubs';
import { ClaimsModule } from './claims.module.js';
import { BookingRepository } from './persistence/booking.repository.js';
import { PlaceDirectory } from './place-directory.js';

/** What is known of hubs and their rules, for all who book, change or end. */
@Module({
  imports: [ClaimsModule, HubsModule],
  providers: [BookingRepository, PlaceDirectory],
  exports: [BookingRepository, PlaceDirectory],
})
export class PlacesModule {}
