import type { JSX } from 'react';
import type { DeskLook } from './desk-look.js';

/** Drawn on a 12 by 12 field. */
const paths: Readonly<Record<Exclude<DeskLook['glyph'], 'none'>, string>> = {
  check: 'M2 6.5 4.8 9.3 10 3',
  clock: 'M6 1.2a4.8 4.8 0 1 0 0 9.6 4.8 4.8 0 0 0 0-9.6ZM6 3.4V6l2 1.4',
  person: 'M6 1.4a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4ZM1.8 11c.4-2.6 2-3.8 4.2-3.8s3.8 1.2 4.2 3.8Z',
  empty: 'M6 1.2a4.8 4.8 0 1 0 0 9.6 4.8 4.8 0 0 0 0-9.6ZM2.6 9.4 9.4 2.6',
  alert: 'M6 1 11.3 10.6H.7ZM6 4.6V7.2M6 8.7v.5',
  question: 'M3.8 4.2a2.2 2.2 0 1 1 3.4 1.8C6.3 6.6 6 7 6 8M6 9.8v.6',
  lock: 'M2.6 5.4h6.8V11H2.6ZM4 5.4V3.6a2 2 0 0 1 4 0v1.8',
};

interface DeskGlyphProps {
  readonly glyph: DeskLook['glyph'];
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly ink: string;
}

export function DeskGlyph({ glyph, x, y, size, ink }: DeskGlyphProps): JSX.Element | null {
  if (glyph === 'none') return null;
  const filled = glyph === 'person';
  return (
    <path
      d={paths[glyph]}
      transform={`translate(${x} ${y}) scale(${size / 12})`}
      fill={filled ? ink : 'none'}
      stroke={ink}
      strokeWidth={filled ? 0.5 : 1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  );
}
