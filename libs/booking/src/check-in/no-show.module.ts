import { Module } from '@nestjs/common';
import { AuditModule } from '#libs/identity';
import { ClaimsModule } from '../claims.module.js';
import { StayRepository } from '../persistence/stay.repository.js';
import { StrikeRepository } from '../persistence/strike.repository.js';
import { NoShowService } from './no-show.service.js';
import { StrikeGuard } from './strike-guard.js';

/** What the worker does about people who do not come, and what booking must know of it. */
@Module({
  imports: [AuditModule, ClaimsModule],
  providers: [NoShowService, StayRepository, StrikeGuard, StrikeRepository],
  exports: [NoShowService, StayRepository, StrikeGuard, StrikeRepository],
})
export class NoShowModule {}
