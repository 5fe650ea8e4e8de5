export { CommandModule } from './command.module.js';
export { runCommand } from './commands.js';
export type { MetroImportArgs } from './metro-import/import-args.js';
export { importMetro, type MetroImportResult } from './metro-import/import-metro.js';
export { runSearch, type SearchArgs } from './search/run-search.js';
export { type During, ensureDemoCity } from './demo-city/ensure-demo-city.js';
export { type DemoCityFiles, writeDemoCity } from './demo-city/write-demo-city.js';
export { type HubImportArgs, importHubs, importOrganisations, type TableImportArgs } from './imports/import-tables.js';
export { describeImport } from './cli/describe-import.js';
