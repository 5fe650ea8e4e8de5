export { HubGround } from './hub-ground.js';
export { type DirectoryHub, type HubDirectory, MetroDirectory } from './metro-directory.js';
export { NearestAlternatives } from './nearest-alternatives.js';
export { SearchModule } from './search.module.js';
export { SearchService } from './search.service.js';
