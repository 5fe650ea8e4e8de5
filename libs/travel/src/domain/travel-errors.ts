import { DomainError } from '#libs/kernel';
import type { DomainErrorKind, LatLon } from '#libs/kernel';

/** A street file that cannot be read as OpenStreetMap PBF. */
export class UnreadableNetwork extends DomainError {
  readonly code = 'unreadable-network';
  readonly kind: DomainErrorKind = 'invalid';

  constructor(
    readonly file: string,
    reason: string,
    options?: ErrorOptions,
  ) {
    super(`${file} cannot be read as OpenStreetMap PBF: ${reason}`, options);
  }
}

/** A street file that is sound but holds nothing a person could walk on. */
export class NoWalkableStreets extends DomainError {
  readonly code = 'no-walkable-streets';
  readonly kind: DomainErrorKind = 'unprocessable';

  constructor() {
    super('The file holds no street that can be walked: an extract with its highway=* ways is needed');
  }
}

/** A network index file that is not ours, of another version, cut short or altered. */
export class BrokenNetworkFile extends DomainError {
  readonly code = 'broken-network-file';
  readonly kind: DomainErrorKind = 'unavailable';

  constructor(
    readonly file: string,
    reason: string,
    options?: ErrorOptions,
  ) {
    super(`The network file ${file} cannot be used: ${reason}; import the streets again`, options);
  }
}

export class OffTheMap extends DomainError {
  readonly code = 'off-the-map';
  readonly kind: DomainErrorKind = 'unprocessable';
  override readonly details: Readonly<Record<string, unknown>>;

  /** @param nearestMetres to the nearest street; Infinity when none is anywhere near */
  constructor(
    readonly point: LatLon,
    readonly nearestMetres: number,
    readonly limitMetres: number,
  ) {
    const distance = Number.isFinite(nearestMetres) ? `${Math.round(nearestMetres)} m away` : 'nowhere near';
    super(
      `${point.lat}, ${point.lon} is off the map: the nearest street is ${distance}, the limit is ${limitMetres} m`,
    );
    this.details = {
      point,
      nearestMetres: Number.isFinite(nearestMetres) ? Math.round(nearestMetres) : null,
      limitMetres,
    };
  }
}

export class InvalidPosition extends DomainError {
  readonly code = 'invalid-position';
  readonly kind: DomainErrorKind = 'invalid';

  constructor(point: LatLon) {
    super(`${point.lat}, ${point.lon} is not a position: lat lies in -90..90 and lon in -180..180 degrees`);
  }
}

export class InvalidBudget extends DomainError {
  readonly code = 'invalid-travel-budget';
  readonly kind: DomainErrorKind = 'invalid';

  constructor(given: number, unit: string, limit: number) {
    super(`A travel budget of ${given} ${unit} is not possible: it lies above 0 and at most at ${limit} ${unit}`);
  }
}

export class NetworkMissing extends DomainError {
  readonly code = 'network-missing';
  readonly kind: DomainErrorKind = 'unavailable';

  constructor(readonly metroId: string) {
    super('The streets of this metro are not loaded');
  }
}
