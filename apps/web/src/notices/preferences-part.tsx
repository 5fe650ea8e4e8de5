import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChangeNoticePreferences, NoticePreferences } from '#libs/contracts';
import { languages } from '../i18n/index.js';
import { SelectField, TextField } from '../ui/form.js';
import { Loading } from '../ui/loading.js';
import { ProblemAlert } from '../ui/problem-alert.js';
import { showToast } from '../ui/toast-store.js';
import { useFailedToast } from '../ui/use-failed-toast.js';
import { AddressPart } from './address-part.js';
import { changePreferences, preferencesQuery } from './notices-api.js';

const NIGHT = { from: '22:00', to: '07:00' };

/** Each change is kept at once, and can be taken back. */
export function PreferencesPart(): JSX.Element {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(preferencesQuery);
  return (
    <section className="block" aria-labelledby="notices-heading">
      <h2 id="notices-heading">{t('notices.title')}</h2>
      <p className="field-hint">{t('notices.why')}</p>
      {error === null ? null : <ProblemAlert title={t('page.error')} error={error} onRetry={() => void refetch()} />}
      {data === undefined ? error === null ? <Loading lines={4} /> : null : <Shown preferences={data} />}
    </section>
  );
}

export function useChange() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const failed = useFailedToast();
  const keep = (preferences: NoticePreferences): void => {
    queries.setQueryData(preferencesQuery.queryKey, preferences);
  };
  return useMutation({
    mutationFn: ({ patch }: { readonly patch: ChangeNoticePreferences; readonly back?: ChangeNoticePreferences }) =>
      changePreferences(patch),
    onSuccess: (preferences, { back }) => {
      keep(preferences);
      const undo = (): void => {
        changePreferences(back!).then((before) => {
          keep(before);
          showToast({ kind: 'success', text: t('form.undone') });
        }, failed);
      };
      showToast({
        kind: 'success',
        text: t('form.saved'),
        ...(back === undefined ? {} : { action: { label: t('form.undo'), run: undo } }),
      });
    },
    onError: failed,
  });
}

function Shown({ preferences }: { readonly preferences: NoticePreferences }): JSX.Element {
  const { t } = useTranslation();
  const change = useChange();
  const { email, push, appIo, language, quietHours } = preferences;
  const set = (patch: ChangeNoticePreferences, back: ChangeNoticePreferences): void => change.mutate({ patch, back });
  const channel = (name: 'email' | 'push' | 'appIo', on: boolean): JSX.Element => (
    <label className="check">
      <input
        type="checkbox"
        checked={on}
        disabled={change.isPending}
        onChange={() => set({ [name]: { on: !on } }, { [name]: { on } })}
      />
      <span>{t(`notices.channel.${name}`)}</span>
    </label>
  );
  return (
    <>
      <fieldset className="field checks">
        <legend className="field-label">{t('notices.channels')}</legend>
        {channel('email', email.on)}
        {channel('push', push.on)}
        {channel('appIo', appIo.on)}
      </fieldset>
      <AddressPart email={email} />
      <SelectField
        label={t('notices.language')}
        value={language}
        choices={languages.map((one) => ({ value: one, label: t(`language.${one}`) }))}
        onChange={({ target }) => set({ language: target.value === 'en' ? 'en' : 'it' }, { language })}
      />
      <fieldset className="field checks">
        <legend className="field-label">{t('notices.quiet')}</legend>
        <label className="check">
          <input
            type="checkbox"
            checked={quietHours !== null}
            disabled={change.isPending}
            onChange={() => set({ quietHours: quietHours === null ? NIGHT : null }, { quietHours })}
          />
          <span>{t('notices.quietOn')}</span>
        </label>
      </fieldset>
      {quietHours === null ? null : (
        <QuietHours
          key={`${quietHours.from} ${quietHours.to}`}
          hours={quietHours}
          onChange={(hours) => set({ quietHours: hours }, { quietHours })}
        />
      )}
      <p className="field-hint">{t('notices.quietWhy')}</p>
    </>
  );
}

type Hours = NonNullable<NoticePreferences['quietHours']>;

function QuietHours({
  hours,
  onChange,
}: {
  readonly hours: Hours;
  readonly onChange: (hours: Hours) => void;
}): JSX.Element {
  const { t } = useTranslation();
  const field = (name: keyof Hours): JSX.Element => (
    <TextField
      type="time"
      label={t(name === 'from' ? 'find.start' : 'find.end')}
      defaultValue={hours[name]}
      required
      onBlur={({ target }) => {
        if (target.validity.valid && target.value !== hours[name]) onChange({ ...hours, [name]: target.value });
      }}
    />
  );
  return (
    <div className="form-pair">
      {field('from')}
      {field('to')}
    </div>
  );
}
