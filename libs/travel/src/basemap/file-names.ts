import { MAX_ZOOM } from './layers.js';

/** The files of one version of a metro, in its folder. */
export const NETWORK_FILE = 'walk.network';
export const BASE_MAP_FILE = 'base-map.pmtiles';

export const BASE_MAP_MAX_ZOOM = MAX_ZOOM;
