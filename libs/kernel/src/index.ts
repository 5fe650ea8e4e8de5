export { Clock, SystemClock, FixedClock } from './clock.js';
export { DomainError, type DomainErrorKind } from './domain-error.js';
export { instantOf } from './instant-of.js';
export { type LatLon, haversineMetres } from './lat-lon.js';
export { newId } from './new-id.js';
export { SeededRandom } from './seeded-random.js';
export { slugOf } from './slug.js';
export { TimeRange } from './time-range.js';
export { Temporal } from 'temporal-polyfill';
