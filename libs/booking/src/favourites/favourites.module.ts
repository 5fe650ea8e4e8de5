import { Module } from '@nestjs/common';
import { BookingModule } from '../booking.module.js';
import { ClaimsModule } from '../claims.module.js';
import { AgainService } from './again.service.js';
import { FavouritePersonalData } from './favourite-personal-data.js';
import { FavouriteRepository } from './favourite.repository.js';
import { FavouriteService } from './favourite.service.js';

/** What people book again. As with BookingModule, whoever imports it provides the AlternativesPort. */
@Module({
  imports: [BookingModule, ClaimsModule],
  providers: [AgainService, FavouritePersonalData, FavouriteRepository, FavouriteService],
  exports: [AgainService, FavouritePersonalData, FavouriteService],
})
export class FavouritesModule {}
