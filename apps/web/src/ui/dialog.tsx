import { useId, useLayoutEffect, useRef, type JSX, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from './icon.js';

interface DialogProps {
  readonly title: string;
  readonly subtitle?: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly footer?: ReactNode;
}

/** The browser's own modal dialog: it holds the focus, closes on Esc and gives the focus back. */
export function Dialog({ title, subtitle, onClose, children, footer }: DialogProps): JSX.Element {
  const { t } = useTranslation();
  const ref = useRef<HTMLDialogElement>(null);
  const heading = useId();

  // Closed while it still stands in the page: only then does the browser give the focus back.
  useLayoutEffect(() => {
    const dialog = ref.current;
    if (dialog !== null && !dialog.open) dialog.showModal();
    return () => dialog?.close();
  }, []);

  return (
    <dialog
      ref={ref}
      className="app-dialog"
      aria-labelledby={heading}
      onCancel={(event) => (event.preventDefault(), onClose())}
      onClick={(event) => event.target === ref.current && onClose()}
    >
      <div className="app-dialog-body">
        <header className="app-dialog-header">
          <div>
            <h2 id={heading}>{title}</h2>
            {subtitle === undefined ? null : <p>{subtitle}</p>}
          </div>
          <button type="button" className="btn-plain" aria-label={t('app.close')} onClick={onClose}>
            <Icon name="close" />
          </button>
        </header>
        <div className="app-dialog-content">{children}</div>
        {footer === undefined ? null : <footer className="app-dialog-footer">{footer}</footer>}
      </div>
    </dialog>
  );
}
