import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { HubHit } from '#libs/contracts';
import type { InstantSpan } from '../time/local-span.js';
import { walkMinutes } from '../time/format.js';
import { CardActions } from './card-actions.js';
import { freeLevel, type FreeLevel } from './free-level.js';
import type { Find } from './use-find.js';

interface HubCardProps {
  readonly find: Find;
  readonly hub: HubHit;
  readonly open: boolean;
  readonly span: InstantSpan;
}

/** Closed, the whole card is the button that opens it. */
export function HubCard({ find, hub, open, span }: HubCardProps): JSX.Element {
  const { t } = useTranslation();
  const minutes = walkMinutes(hub.seconds);
  return (
    <article className={open ? 'hub-card hub-card-open' : 'hub-card'} data-hub={hub.id}>
      <h2 className="hub-card-heading">
        <button
          type="button"
          aria-expanded={open}
          onClick={() => find.select({ hub: hub.id, desk: undefined, plan: undefined })}
        >
          <span className="hub-card-name">{hub.name}</span>
          <span className="hub-card-minutes">
            <span aria-hidden="true">{t('find.walk', { count: minutes })}</span>
            <span className="visually-hidden">, {t('find.walkLong', { count: minutes })}</span>
          </span>
          <span className="hub-card-kind">{t(`kind.${hub.kind}`)}</span>
          <FreeBadge hub={hub} level={freeLevel(hub)} />
        </button>
      </h2>
      {open ? (
        <div className="hub-card-body">
          <p className="hub-card-address">{hub.address}</p>
          <p className="hub-card-amenities">{hub.amenities.map((amenity) => t(`amenity.${amenity}`)).join(' · ')}</p>
          <CardActions key={`${span.from} ${span.to}`} find={find} hub={hub} span={span} />
        </div>
      ) : null}
    </article>
  );
}

function FreeBadge({ hub, level }: { readonly hub: HubHit; readonly level: FreeLevel }): JSX.Element {
  const { t } = useTranslation();
  const { free, desks } = hub;
  const short =
    level === 'closed' ? t('find.closed') : level === 'none' ? t('find.full') : t('find.free', { free, desks });
  const long =
    level === 'closed'
      ? t('find.closedLong')
      : level === 'none'
        ? t('find.fullLong')
        : t('find.freeLong', { free, desks });
  return (
    <span className={`free-badge free-${level}`} data-testid="free">
      <span aria-hidden="true">{short}</span>
      <span className="visually-hidden">, {long}</span>
    </span>
  );
}
