import { Module } from '@nestjs/common';
import { BookingModule } from '#libs/booking';
import { DeskSigns } from './desk-signs.js';
import { HubCheckInController } from './hub-check-in.controller.js';
import { StayController } from './stay.controller.js';

@Module({ imports: [BookingModule], controllers: [StayController, HubCheckInController], providers: [DeskSigns] })
export class CheckInApiModule {}
