import { Module } from '@nestjs/common';
import { AuditModule } from '#libs/identity';
import { ClaimsModule } from '../claims.module.js';
import { AppealService } from './appeal.service.js';
import { BookingPresenter } from './booking-presenter.js';
import { CheckInCodes } from './check-in-codes.js';
import { CheckInService } from './check-in.service.js';
import { KioskService } from './kiosk.service.js';
import { NoShowModule } from './no-show.module.js';
import { StayService } from './stay.service.js';

/** Coming, staying longer, leaving, and being wrongly taken for absent. */
@Module({
  imports: [AuditModule, ClaimsModule, NoShowModule],
  providers: [AppealService, BookingPresenter, CheckInCodes, CheckInService, KioskService, StayService],
  exports: [AppealService, BookingPresenter, CheckInService, KioskService, NoShowModule, StayService],
})
export class CheckInModule {}
