export type { KnownBooking } from './city/hub-life.js';
export type { Rhythm } from './city/rhythm.js';
export { FirmwareSim, type FirmwareSimOptions, type SimStatistics } from './firmware-sim.js';
export { ForkedFirmwareSim } from './fork-firmware-sim.js';
export type { HubToSimulate } from './simulated-hub.js';
