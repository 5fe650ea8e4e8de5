import { Module } from '@nestjs/common';
import { AuditModule } from '#libs/identity';
import { ClaimsModule } from '../claims.module.js';
import { BookingExportService } from './booking-export.service.js';
import { ExportRepository } from './export.repository.js';

/** Bookings as files. */
@Module({
  imports: [AuditModule, ClaimsModule],
  providers: [BookingExportService, ExportRepository],
  exports: [BookingExportService],
})
export class ExportsModule {}
