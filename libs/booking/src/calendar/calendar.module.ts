import { Module } from '@nestjs/common';
import { AuditModule } from '#libs/identity';
import { WritingModule } from '../writing.module.js';
import { CalendarService } from './calendar.service.js';
import { CalendarFeedRepository } from './persistence/calendar-feed.repository.js';
import { CalendarRepository } from './persistence/calendar.repository.js';

@Module({
  imports: [AuditModule, WritingModule],
  providers: [CalendarFeedRepository, CalendarRepository, CalendarService],
  exports: [CalendarService],
})
export class CalendarModule {}
