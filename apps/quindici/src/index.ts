export { CommandModule } from './command.module.js';
export type { MetroImportArgs } from './metro-import/import-args.js';
export { importMetro, type MetroImportResult } from './metro-import/import-metro.js';
export { runSearch, type SearchArgs } from './search/run-search.js';
