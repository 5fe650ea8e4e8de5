export { HubsModule } from './hubs.module.js';
export { HubsService } from './hubs.service.js';
export { MetrosService, toMetroContract } from './metros.service.js';
export { HubNotFound, MetroNotFound } from './hubs-errors.js';
export { isOpen, localDate, openRanges, type Community, type WeeklyWindow } from './domain/opening-hours.js';
export { toOpeningWindow, toWeeklyWindow } from './opening-window.js';
export { type BookableInSpace, type HubOfMetro, HubRepository, type HubRules } from './persistence/hub.repository.js';
export { type ActiveMetro, type MetroNetwork, MetroRepository } from './persistence/metro.repository.js';
export { type ResidentCell, ResidentRepository } from './persistence/resident.repository.js';
