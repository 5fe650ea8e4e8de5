import type { TFunction } from 'i18next';
import type { Band } from './bands.js';

export function bandText({ over, upTo }: Band, t: TFunction): string {
  if (upTo === null) return t('coverage.beyond', { max: over });
  return over === 0 ? t('coverage.upTo', { max: upTo }) : t('coverage.between', { min: over, max: upTo });
}
