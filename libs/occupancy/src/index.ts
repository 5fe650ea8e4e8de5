export { DeskWatch } from './desk-watch.js';
export { DisplayService } from './display.service.js';
export { HeadCounter } from './head-counter.js';
export { LiveService } from './live.service.js';
export { OccupancyModule } from './occupancy.module.js';
export { OccupancyService } from './occupancy.service.js';
export { HeadCountRepository } from './persistence/head-count.repository.js';
export { PresenceRepository } from './persistence/presence.repository.js';
