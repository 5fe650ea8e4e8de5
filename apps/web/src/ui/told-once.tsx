import { useId, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from './dialog.js';
import { Icon } from './icon.js';

interface ToldOnceProps {
  readonly title: string;
  readonly why: string;
  readonly values: readonly { readonly label: string; readonly value: string }[];
  readonly onClose: () => void;
}

/** A link or secret that nobody can ask for again. */
export function ToldOnce({ title, why, values, onClose }: ToldOnceProps): JSX.Element {
  const { t } = useTranslation();
  return (
    <Dialog
      title={title}
      onClose={onClose}
      footer={
        <button type="button" className="btn btn-outline-primary" onClick={onClose}>
          {t('toldOnce.done')}
        </button>
      }
    >
      <p className="notice notice-warning">{why}</p>
      {values.map((one) => (
        <Copyable key={one.label} {...one} />
      ))}
    </Dialog>
  );
}

function Copyable({ label, value }: { readonly label: string; readonly value: string }): JSX.Element {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);
  const id = useId();
  const copy = async (): Promise<void> => {
    const field = document.querySelector<HTMLInputElement>(`#${CSS.escape(id)}`);
    field?.select();
    try {
      await navigator.clipboard.writeText(value);
      setCopied(true);
    } catch {
      // Without the permission the text stays selected, to be copied by hand.
    }
  };
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <div className="copyable">
        <input id={id} className="form-control" readOnly value={value} onFocus={(event) => event.target.select()} />
        <button type="button" className="btn btn-primary" onClick={() => void copy()}>
          <Icon name="copy" className="icon-white" /> {t('toldOnce.copy')}
          <span className="visually-hidden"> {label}</span>
        </button>
      </div>
      <p className="field-hint" role="status">
        {copied ? t('toldOnce.copied') : ''}
      </p>
    </div>
  );
}
