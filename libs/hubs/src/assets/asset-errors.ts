import type { AgreedWindow } from '#libs/contracts';
import { DomainError } from '#libs/kernel';
import { writeOpening } from '../domain/opening-text.js';
import { toStretch } from '../opening-window.js';

export class AssetNotFound extends DomainError {
  readonly code = 'asset-not-found';
  readonly kind = 'not-found';

  constructor() {
    super('The organisation owns no such asset');
  }
}

export class AssetNameTaken extends DomainError {
  readonly code = 'asset-name-taken';
  readonly kind = 'conflict';

  constructor() {
    super('The organisation owns another asset of that name');
  }
}

export class AssetInUse extends DomainError {
  readonly code = 'asset-in-use';
  readonly kind = 'conflict';

  constructor() {
    super('The asset is used under an agreement: end it first');
  }
}

export class AgreementNotFound extends DomainError {
  readonly code = 'agreement-not-found';
  readonly kind = 'not-found';

  constructor() {
    super('There is no such agreement');
  }
}

export class AgreementInUse extends DomainError {
  readonly code = 'agreement-in-use';
  readonly kind = 'conflict';

  constructor() {
    super('Hubs stand in the building under this agreement: move them first');
  }
}

/** A window that somebody else holds already. */
export interface WindowConflict extends AgreedWindow {
  /** Place in the request */
  readonly index: number;
  readonly organisation: string;
  readonly from: string;
  readonly to: string | null;
}

export class AgreementConflict extends DomainError {
  readonly code = 'agreement-conflict';
  readonly kind = 'conflict';
  override readonly details: { readonly errors: readonly { readonly pointer: string; readonly detail: string }[] };

  constructor(readonly conflicts: readonly WindowConflict[]) {
    super('The asset is given to somebody else in one of these windows');
    this.details = {
      errors: conflicts.map((conflict) => ({
        pointer: `/windows/${conflict.index}`,
        detail: `${writeOpening([toStretch(conflict)])}: ${conflict.organisation}, ${conflict.from}/${conflict.to ?? '..'}`,
      })),
    };
  }
}
