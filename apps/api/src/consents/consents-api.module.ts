import { Module } from '@nestjs/common';
import { ConsentsModule } from '#libs/booking';
import { ConsentsController } from './consents.controller.js';

@Module({ imports: [ConsentsModule], controllers: [ConsentsController] })
export class ConsentsApiModule {}
