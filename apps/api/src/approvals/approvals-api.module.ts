import { Module } from '@nestjs/common';
import { ApprovalsModule } from '#libs/booking';
import { ApprovalsController } from './approvals.controller.js';

@Module({ imports: [ApprovalsModule], controllers: [ApprovalsController] })
export class ApprovalsApiModule {}
