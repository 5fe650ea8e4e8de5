import { Link } from '@tanstack/react-router';
import { useEffect, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from './icon.js';
import { dismissToast, useToast } from './toast-store.js';

const SHOWN_MS = 8_000;

/** The message stays while it is pointed at or holds the focus, so that nobody has to hurry. */
export function ToastRegion(): JSX.Element {
  const { t } = useTranslation();
  const toast = useToast();
  const [held, setHeld] = useState(false);

  useEffect(() => {
    if (toast === null || held) return undefined;
    const timer = setTimeout(dismissToast, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [toast, held]);

  return (
    <div className="toast-region" role="status">
      {toast === null ? null : (
        <div
          key={toast.id}
          className={`app-toast app-toast-${toast.kind}`}
          onPointerEnter={() => setHeld(true)}
          onPointerLeave={() => setHeld(false)}
          onFocus={() => setHeld(true)}
          onBlur={() => setHeld(false)}
        >
          <Icon name={toast.kind === 'success' ? 'check-circle' : 'error'} className="icon-white" />
          <div className="app-toast-text">
            <strong>{toast.text}</strong>
            {toast.detail === undefined ? null : <span>{toast.detail}</span>}
            {toast.link === undefined ? null : <Link to={toast.link.to}>{toast.link.label}</Link>}
          </div>
          {toast.action === undefined ? null : (
            <button type="button" className="app-toast-action" onClick={toast.action.run}>
              {toast.action.label}
            </button>
          )}
          <button type="button" className="app-toast-close" aria-label={t('app.dismiss')} onClick={dismissToast}>
            <Icon name="close" className="icon-white" />
          </button>
        </div>
      )}
    </div>
  );
}
