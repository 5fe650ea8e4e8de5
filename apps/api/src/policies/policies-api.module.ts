import { Module } from '@nestjs/common';
import { BookingModule } from '#libs/booking';
import { PoliciesController } from './policies.controller.js';

@Module({ imports: [BookingModule], controllers: [PoliciesController] })
export class PoliciesApiModule {}
