import { Module } from '@nestjs/common';
import { AuditEntryRepository } from '../persistence/audit-entry.repository.js';
import { AuditSealRepository } from '../persistence/audit-seal.repository.js';
import { PrincipalNameRepository } from '../persistence/principal-name.repository.js';
import { AuditSealer } from './audit-sealer.js';
import { AuditTrail } from './audit-trail.js';
import { AuditVerifier } from './audit-verifier.js';
import { AuditService } from './audit.service.js';

/** Telling, sealing, verifying and reading the audit: for every process, whether people sign in to it or not. */
@Module({
  providers: [
    AuditEntryRepository,
    AuditSealRepository,
    AuditSealer,
    AuditService,
    AuditTrail,
    AuditVerifier,
    PrincipalNameRepository,
  ],
  exports: [AuditEntryRepository, AuditSealRepository, AuditSealer, AuditService, AuditTrail, AuditVerifier],
})
export class AuditModule {}
