import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { HubHit } from '#libs/contracts';
import { meQuery } from '../api/queries.js';
import { currentLanguage } from '../i18n/index.js';
import { formatLongDay } from '../time/format.js';
import type { Find } from './use-find.js';

interface BookButtonProps {
  readonly find: Find;
  readonly hub: HubHit;
  readonly day: string;
  readonly label: string;
  readonly pending: boolean;
  readonly onBook: () => void;
}

/** Says all that the tap will do; the day and the hub to those who do not see the card around it. */
export function BookButton({ find, hub, day, label, pending, onBook }: BookButtonProps): JSX.Element {
  const { t } = useTranslation();
  const { data: me } = useQuery(meQuery);
  const { from, to } = find.local;
  const text = t(me === null ? 'session.signInToBook' : 'find.book', { from, to, desk: label });
  return (
    <button
      type="button"
      className="btn btn-primary"
      data-testid="book"
      aria-busy={pending}
      disabled={pending}
      onClick={onBook}
    >
      {pending ? t('find.booking') : text}
      <span className="visually-hidden">
        , {hub.name}, {formatLongDay(day, find.metro.timeZone, currentLanguage())}
      </span>
    </button>
  );
}
