export { CoverageService } from './coverage.service.js';
export { InsightsModule } from './insights.module.js';
