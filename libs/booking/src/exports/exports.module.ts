import { Module } from '@nestjs/common';
import { AuditModule } from '#libs/identity';
import { PlacesModule } from '../places.module.js';
import { BookingExportService } from './booking-export.service.js';
import { ExportRepository } from './export.repository.js';

/** Bookings as files. */
@Module({
  imports: [AuditModule, PlacesModule],
  providers: [BookingExportService, ExportRepository],
  exports: [BookingExportService],
})
export class ExportsModule {}
