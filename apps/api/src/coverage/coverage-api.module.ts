import { Module } from '@nestjs/common';
import { InsightsModule } from '#libs/insights';
import { CoverageController } from './coverage.controller.js';

@Module({ imports: [InsightsModule], controllers: [CoverageController] })
export class CoverageApiModule {}
