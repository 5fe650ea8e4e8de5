export { ApiModule } from './api.module.js';
export { apiAdapter, configureApi, listenApi } from './configure-api.js';
export { CallerReader } from './auth/caller-reader.js';
export { RefusalAudit } from './refusals/refusal-audit.js';
