import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportReport } from '#libs/contracts';
import { ProblemError, request } from '../api/client.js';
import { metrosQuery } from '../api/queries.js';
import { Dialog } from '../ui/dialog.js';
import { SelectField, TextField } from '../ui/form.js';
import { Icon } from '../ui/icon.js';
import { ProblemAlert } from '../ui/problem-alert.js';
import { Report } from './import-report.js';

interface ImportButtonProps {
  readonly label: string;
  readonly lead?: string;
  readonly path: string;
  /** media type by the ending of the file's name */
  readonly types: Readonly<Record<string, string>>;
  readonly hint: string;
  readonly stale: readonly string[];
  readonly intoMetro?: boolean;
}

export function ImportButton(props: ImportButtonProps): JSX.Element {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="btn btn-outline-primary" onClick={() => setOpen(true)}>
        <Icon name="list" className="icon-primary" /> {props.label}
      </button>
      {open ? <ImportDialog {...props} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

interface ImportDialogProps extends ImportButtonProps {
  readonly onClose: () => void;
}

/** First what would happen, with every refused row; then, if wanted, the rows that are sound. */
function ImportDialog({
  label,
  lead,
  path,
  types,
  hint,
  stale,
  intoMetro = false,
  onClose,
}: ImportDialogProps): JSX.Element {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { data: metros } = useQuery({ ...metrosQuery, enabled: intoMetro });
  const [file, setFile] = useState<File | null>(null);
  const [metro, setMetro] = useState<string | undefined>(undefined);
  const chosenMetro = intoMetro ? (metro ?? metros?.items[0]?.slug) : undefined;
  const send = useMutation({
    mutationFn: async (dryRun: boolean): Promise<ImportReport> => {
      const ending = file!.name.toLowerCase().split('.').at(-1) ?? '';
      return request<ImportReport>(path, {
        method: 'POST',
        query: { metro: chosenMetro, dryRun, ...(dryRun ? {} : { partial: true }) },
        file: { text: await file!.text(), type: types[ending] ?? 'text/csv' },
      });
    },
    retry: false,
    onSuccess: async ({ dryRun }) => {
      if (!dryRun) await Promise.all(stale.map((name) => queries.invalidateQueries({ queryKey: [name] })));
    },
  });
  const report = send.data ?? reportOf(send.error);
  const sound = report === null ? 0 : report.created + report.changed;
  const mayRun = report !== null && report.dryRun && sound > 0;
  return (
    <Dialog
      title={label}
      {...(lead === undefined ? {} : { subtitle: lead })}
      onClose={onClose}
      footer={
        mayRun ? (
          <button
            type="button"
            className="btn btn-primary"
            disabled={send.isPending}
            onClick={() => send.mutate(false)}
          >
            {t('import.run', { count: sound })}
          </button>
        ) : undefined
      }
    >
      <div className="form">
        {intoMetro ? (
          <SelectField
            label={t('import.metro')}
            value={chosenMetro}
            choices={metros?.items.map(({ slug, name }) => ({ value: slug, label: name })) ?? []}
            onChange={(event) => (setMetro(event.target.value), send.reset())}
          />
        ) : null}
        <TextField
          label={t('import.file')}
          type="file"
          accept={Object.keys(types)
            .map((ending) => `.${ending}`)
            .join(',')}
          hint={hint}
          onChange={(event) => (setFile(event.target.files?.[0] ?? null), send.reset())}
        />
        <button
          type="button"
          className="btn btn-outline-primary"
          disabled={file === null || send.isPending}
          onClick={() => send.mutate(true)}
        >
          {t(send.isPending ? 'import.checking' : 'import.check')}
        </button>
        {send.error === null || report !== null ? null : <ProblemAlert title={t('import.failed')} error={send.error} />}
        {report === null ? null : <Report report={report} />}
      </div>
    </Dialog>
  );
}

/** A refusal of the whole file says of each row why. */
const reportOf = (error: unknown): ImportReport | null =>
  error instanceof ProblemError ? (error.problem.report ?? null) : null;
