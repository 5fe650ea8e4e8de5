import type { JSX } from 'react';
import sprite from './icons.svg?url';

export type IconName =
  | 'arrow-right'
  | 'calendar'
  | 'chart-line'
  | 'check-circle'
  | 'clock'
  | 'close'
  | 'copy'
  | 'download'
  | 'error'
  | 'expand'
  | 'external-link'
  | 'info-circle'
  | 'list'
  | 'map-marker'
  | 'pa'
  | 'pin'
  | 'plus-circle'
  | 'refresh'
  | 'search'
  | 'settings'
  | 'user'
  | 'warning-circle';

/** Decoration only: the text beside it says what it means. */
export function Icon({ name, className = '' }: { readonly name: IconName; readonly className?: string }): JSX.Element {
  return (
    <svg className={`icon icon-sm ${className}`} aria-hidden="true" focusable="false">
      <use href={`${sprite}#${name}`} />
    </svg>
  );
}
