import { useId, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Audience } from '#libs/contracts';
import { modesOf, type Mode, type RuleDraft, type Said } from './rule-draft.js';
import { ruleGroups, type RuleField } from './rule-fields.js';
import { noneText } from './rule-text.js';
import { audiences } from './scope.js';

interface RuleEditorProps {
  readonly draft: RuleDraft;
  readonly onChange: (draft: RuleDraft) => void;
}

/** All rules that a layer can say; of each it may say nothing. */
export function RuleEditor({ draft, onChange }: RuleEditorProps): JSX.Element {
  const { t } = useTranslation();
  return (
    <>
      {ruleGroups.map(({ group, fields }) => (
        <fieldset key={group} className="rule-group">
          <legend>{t(`policies.group.${group}`)}</legend>
          {fields.map((field) => (
            <RuleLine
              key={field.rule}
              field={field}
              said={draft[field.rule]}
              onChange={(said) => onChange({ ...draft, [field.rule]: said })}
            />
          ))}
        </fieldset>
      ))}
    </>
  );
}

interface RuleLineProps {
  readonly field: RuleField;
  readonly said: Said;
  readonly onChange: (said: Said) => void;
}

function RuleLine({ field, said, onChange }: RuleLineProps): JSX.Element {
  const { t } = useTranslation();
  const id = useId();
  const text = (mode: Mode): string => (mode === 'none' ? noneText(field.rule, t) : t(`policies.mode.${mode}`));
  return (
    <div className="rule-line" data-rule={field.rule}>
      <label htmlFor={id}>{t(`policies.rule.${field.rule}`)}</label>
      <div className="rule-values">
        <select
          id={id}
          className="form-select"
          value={said.mode}
          onChange={(event) => onChange({ ...said, mode: event.target.value as Mode })}
        >
          {modesOf(field).map((mode) => (
            <option key={mode} value={mode}>
              {text(mode)}
            </option>
          ))}
        </select>
        {said.mode === 'says' ? <RuleValue field={field} said={said} onChange={onChange} /> : null}
      </div>
    </div>
  );
}

function RuleValue({ field, said, onChange }: RuleLineProps): JSX.Element | null {
  const { t } = useTranslation();
  const label = t(`policies.rule.${field.rule}`);
  switch (field.as) {
    case 'number':
      return (
        <NumberInput
          label={label}
          unit={t(`policies.unit.${field.unit}`)}
          min={field.min}
          max={field.max}
          value={said.text}
          onChange={(text) => onChange({ ...said, text })}
        />
      );
    case 'days':
      return (
        <textarea
          className="form-control"
          rows={3}
          aria-label={label}
          placeholder="25/12"
          value={said.text}
          onChange={(event) => onChange({ ...said, text: event.target.value })}
        />
      );
    case 'priority':
      return (
        <>
          <select
            className="form-select"
            aria-label={t('policies.who')}
            value={said.audience}
            onChange={(event) => onChange({ ...said, audience: event.target.value as Audience })}
          >
            {audiences.map((value) => (
              <option key={value} value={value}>
                {t(`policies.audience.${value}`)}
              </option>
            ))}
          </select>
          <NumberInput
            label={t('policies.daysAhead')}
            unit={t('policies.daysAhead')}
            min={0}
            max={730}
            value={said.text}
            onChange={(text) => onChange({ ...said, text })}
          />
        </>
      );
    case 'strikes':
      return (
        <>
          <NumberInput
            label={t('policies.most')}
            unit={t('policies.most')}
            min={1}
            max={100}
            value={said.text}
            onChange={(text) => onChange({ ...said, text })}
          />
          <NumberInput
            label={t('policies.within')}
            unit={t('policies.within')}
            min={1}
            max={365}
            value={said.within}
            onChange={(within) => onChange({ ...said, within })}
          />
          <NumberInput
            label={t('policies.ban')}
            unit={t('policies.ban')}
            min={1}
            max={365}
            value={said.ban}
            onChange={(ban) => onChange({ ...said, ban })}
          />
        </>
      );
    case 'granularity':
    case 'yesno':
      return null;
  }
}

interface NumberInputProps {
  readonly label: string;
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  readonly value: string;
  readonly onChange: (text: string) => void;
}

function NumberInput({ label, unit, min, max, value, onChange }: NumberInputProps): JSX.Element {
  return (
    <span className="rule-number">
      <input
        type="number"
        className="form-control"
        aria-label={label === unit ? label : `${label}, ${unit}`}
        required
        step={1}
        min={min}
        max={max}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      <span aria-hidden="true">{unit}</span>
    </span>
  );
}
