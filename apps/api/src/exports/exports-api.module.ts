import { Module } from '@nestjs/common';
import { ExportsModule } from '#libs/booking';
import { ExportsController } from './exports.controller.js';

@Module({ imports: [ExportsModule], controllers: [ExportsController] })
export class ExportsApiModule {}
