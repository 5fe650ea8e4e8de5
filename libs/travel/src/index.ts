export { buildWalkNetwork, type BuildOptions } from './domain/build-walk-network.js';
export { WalkNetwork, MAX_BUDGET_SECONDS, type NetworkStats } from './domain/walk-network.js';
export { MAX_ISOCHRONE_MINUTES, type IsochroneCollection } from './domain/isochrones.js';
export { type Places } from './domain/places.js';
export { type Snap } from './domain/snapper.js';
export { type TravelTimes } from './domain/travel-times.js';
export { SNAP_LIMIT_METRES, WALKING_KMH } from './domain/walking.js';
export type {
  BoundingBox,
  OsmData,
  OsmMember,
  OsmNodes,
  OsmPlace,
  OsmRelation,
  OsmTags,
  OsmWay,
} from './domain/osm-data.js';
export {
  BrokenNetworkFile,
  InvalidBudget,
  InvalidPosition,
  NetworkMissing,
  NoWalkableStreets,
  OffTheMap,
  UnreadableNetwork,
} from './domain/travel-errors.js';
export { readOsm, type ReadOptions } from './osm/read-osm.js';
export { type ReadProgress } from './osm/osm-stream.js';
export { loadNetwork, saveNetwork } from './file/network-file.js';
export { TravelModule } from './travel.module.js';
export { TravelService, type TravelMode } from './travel.service.js';
export { BASE_MAP_FILE, BASE_MAP_MAX_ZOOM, NETWORK_FILE } from './basemap/file-names.js';
export { writeBaseMap, type BaseMapOptions } from './basemap/write-base-map.js';
export { type ArchiveStats } from './basemap/pmtiles-writer.js';
export { TileArchive } from './basemap/tile-archive.js';
export { osmPbf, type OsmItems } from './osm/write-osm.js';
