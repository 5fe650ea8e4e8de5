import { useId, type ComponentProps, type FormEvent, type JSX, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemError } from '../api/client.js';
import { Dialog } from './dialog.js';
import { ProblemAlert } from './problem-alert.js';

interface FieldProps {
  readonly label: string;
  readonly hint?: string | undefined;
}

export function TextField({ label, hint, ...input }: FieldProps & ComponentProps<'input'>): JSX.Element {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        {...input}
        id={id}
        className="form-control"
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
      />
      {hint === undefined ? null : (
        <p id={`${id}-hint`} className="field-hint">
          {hint}
        </p>
      )}
    </div>
  );
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

interface SelectFieldProps extends FieldProps, ComponentProps<'select'> {
  readonly choices: readonly Choice[];
}

export function SelectField({ label, hint, choices, ...select }: SelectFieldProps): JSX.Element {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select
        {...select}
        id={id}
        className="form-select"
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
      >
        {choices.map(({ value, label: text }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
      {hint === undefined ? null : (
        <p id={`${id}-hint`} className="field-hint">
          {hint}
        </p>
      )}
    </div>
  );
}

interface ChecksProps {
  readonly legend: string;
  readonly name: string;
  readonly choices: readonly Choice[];
  readonly checked?: readonly string[];
}

export function Checks({ legend, name, choices, checked = [] }: ChecksProps): JSX.Element {
  return (
    <fieldset className="field checks">
      <legend className="field-label">{legend}</legend>
      {choices.map(({ value, label }) => (
        <label key={value} className="check">
          <input type="checkbox" name={name} value={value} defaultChecked={checked.includes(value)} />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}

interface FormDialogProps {
  readonly title: string;
  readonly subtitle?: string;
  readonly submit: string;
  readonly pending: boolean;
  readonly error: unknown;
  readonly onSubmit: (values: FormData) => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function FormDialog({
  title,
  subtitle,
  submit,
  pending,
  error,
  onSubmit,
  onClose,
  children,
}: FormDialogProps): JSX.Element {
  const { t } = useTranslation();
  const id = useId();
  const send = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    onSubmit(new FormData(event.currentTarget));
  };
  return (
    <Dialog
      title={title}
      {...(subtitle === undefined ? {} : { subtitle })}
      onClose={onClose}
      footer={
        <button type="submit" form={id} className="btn btn-primary" disabled={pending}>
          {submit}
        </button>
      }
    >
      <form id={id} className="form" onSubmit={send}>
        {error === null ? null : (
          <ProblemAlert title={t('form.failed')} error={error}>
            <Faults error={error} />
          </ProblemAlert>
        )}
        {children}
      </form>
    </Dialog>
  );
}

/** What the API says about single fields. */
export function Faults({ error }: { readonly error: unknown }): JSX.Element | null {
  const faults = error instanceof ProblemError ? (error.problem.errors ?? []) : [];
  if (faults.length === 0) return null;
  return (
    <ul className="faults">
      {faults.map(({ pointer, detail }) => (
        <li key={pointer + detail}>
          <code>{pointer}</code> {detail}
        </li>
      ))}
    </ul>
  );
}

/** The trimmed text of a field; null when it was left empty. */
export function textOf(values: FormData, name: string): string | null {
  const value = values.get(name);
  const text = typeof value === 'string' ? value.trim() : '';
  return text === '' ? null : text;
}
