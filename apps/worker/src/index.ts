export { RetentionJobs } from './retention.jobs.js';
export { WorkerModule } from './worker.module.js';
