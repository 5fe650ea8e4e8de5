import { Module } from '@nestjs/common';
import { BookingModule } from '#libs/booking';
import { WaitingController } from './waiting.controller.js';

@Module({ imports: [BookingModule], controllers: [WaitingController] })
export class WaitingApiModule {}
