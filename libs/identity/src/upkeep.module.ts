import { Module } from '@nestjs/common';
import { AuditModule } from './audit/audit.module.js';
import { ExpiredRowRepository } from './persistence/expired-row.repository.js';
import { IdentityRetention } from './privacy/identity-retention.js';

/** What the worker does for identity. Nobody signs in to it. */
@Module({
  imports: [AuditModule],
  providers: [ExpiredRowRepository, IdentityRetention],
  exports: [AuditModule, IdentityRetention],
})
export class IdentityUpkeepModule {}
