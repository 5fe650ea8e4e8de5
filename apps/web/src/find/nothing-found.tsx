import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { SearchResult } from '#libs/contracts';
import { walkMinutes } from '../time/format.js';
import { minuteChoices } from './find-search.js';
import type { Find } from './use-find.js';

interface NothingFoundProps {
  readonly find: Find;
  readonly result: SearchResult;
  readonly filtered: boolean;
}

/** Says why the list holds no free desk, and the one step that changes it. */
export function NothingFound({ find, result, filtered }: NothingFoundProps): JSX.Element {
  const { t } = useTranslation();
  const minutes = find.minutes;
  if (filtered) {
    return (
      <div className="notice notice-info">
        <p>{t('find.noneFiltered', { minutes })}</p>
        <button type="button" className="btn btn-primary" onClick={() => find.ask({ needs: undefined })}>
          {t('find.clearNeeds')}
        </button>
      </div>
    );
  }
  const beyond = result.nearestBeyond;
  return (
    <div className="notice notice-info">
      <p className="notice-title">{t('find.none', { minutes })}</p>
      {beyond === null ? <p>{t('find.nothingBeyond')}</p> : <Beyond find={find} beyond={beyond} />}
    </div>
  );
}

function Beyond({
  find,
  beyond,
}: {
  readonly find: Find;
  readonly beyond: NonNullable<SearchResult['nearestBeyond']>;
}): JSX.Element {
  const { t } = useTranslation();
  const away = walkMinutes(beyond.seconds);
  const widened = minuteChoices.find((choice) => choice >= away) ?? Math.min(60, away);
  const seats = t('find.seats', { count: beyond.free });
  return (
    <>
      <p>{t('find.beyond', { minutes: away, hub: beyond.name, seats })}</p>
      {away > 60 ? null : (
        <button
          type="button"
          className="btn btn-primary"
          onClick={() => find.ask({ minutes: widened, hub: beyond.id })}
        >
          {t('find.widen', { minutes: widened })}
        </button>
      )}
    </>
  );
}
