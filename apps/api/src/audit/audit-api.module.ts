import { Module } from '@nestjs/common';
import { AuditModule } from '#libs/identity';
import { AuditController } from './audit.controller.js';

@Module({ imports: [AuditModule], controllers: [AuditController] })
export class AuditApiModule {}
