import { Module } from '@nestjs/common';
import { FavouritesModule } from '#libs/booking';
import { FavouritesController } from './favourites.controller.js';

@Module({ imports: [FavouritesModule], controllers: [FavouritesController] })
export class FavouritesApiModule {}
