import { Module } from '@nestjs/common';
import { AuditModule } from '#libs/identity';
import { ClaimsModule } from '../claims.module.js';
import { ApprovalService } from './approval.service.js';

/** Bookings that a manager looks at first. */
@Module({
  imports: [AuditModule, ClaimsModule],
  providers: [ApprovalService],
  exports: [ApprovalService],
})
export class ApprovalsModule {}
