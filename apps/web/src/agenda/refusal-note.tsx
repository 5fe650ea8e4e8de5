import { useEffect, useRef, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Alternative, Problem } from '#libs/contracts';
import { Icon } from '../ui/icon.js';

interface RefusalNoteProps {
  readonly hubId: string;
  readonly title: string;
  readonly problem: Problem;
  readonly onPick: (alternative: Alternative) => void;
  readonly onClose?: () => void;
}

/** Why it stayed where it was, in the words of the API, and where else it could go within the hub. */
export function RefusalNote({ hubId, title, problem, onPick, onClose }: RefusalNoteProps): JSX.Element {
  const { t } = useTranslation();
  const ref = useRef<HTMLDivElement>(null);
  const offered = (problem.alternatives ?? []).filter((one) => one.hubId === hubId);
  useEffect(() => ref.current?.focus(), [problem]);
  return (
    <div ref={ref} className="notice notice-danger agenda-refusal" role="alert" tabIndex={-1}>
      <p className="notice-title">
        <Icon name="error" /> {title}
      </p>
      <p>{problem.status === 0 ? t('page.offline') : [problem.title, problem.detail].filter(Boolean).join('. ')}</p>
      {problem.errorId === undefined ? null : <p>{t('app.errorId', { id: problem.errorId })}</p>}
      <div className="agenda-refusal-ways">
        {offered.map((one) => (
          <button key={one.bookableId} type="button" className="btn btn-outline-primary" onClick={() => onPick(one)}>
            {t('agenda.moveTo', { desk: one.label, space: one.spaceName })}
          </button>
        ))}
        {onClose === undefined ? null : (
          <button type="button" className="btn-plain" onClick={onClose}>
            {t('app.close')}
          </button>
        )}
      </div>
    </div>
  );
}
