import { useId, type JSX } from 'react';
import { DeskGlyph } from './desk-glyph.js';
import { deskLooks, type DeskState } from './desk-look.js';

export interface LegendEntry {
  readonly state: DeskState;
  readonly text: string;
}

export function PlanLegend({ entries }: { readonly entries: readonly LegendEntry[] }): JSX.Element {
  return (
    <ul className="plan-legend">
      {entries.map(({ state, text }) => (
        <li key={state}>
          <Swatch state={state} /> {text}
        </li>
      ))}
    </ul>
  );
}

/** The sign of a state, for a legend or a table. */
export function Swatch({ state }: { readonly state: DeskState }): JSX.Element {
  const look = deskLooks[state];
  const id = useId();
  return (
    <svg className="swatch" width="28" height="22" viewBox="0 0 28 22" aria-hidden="true" focusable="false">
      <defs>
        <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          {look.pattern === 'dots' ? (
            <circle cx="2" cy="2" r="1.2" fill={look.ink} fillOpacity="0.35" />
          ) : (
            <rect width="2" height="6" fill={look.ink} fillOpacity="0.2" />
          )}
        </pattern>
      </defs>
      <rect
        x="1"
        y="1"
        width="26"
        height="20"
        rx="4"
        fill={look.fill}
        stroke={look.stroke}
        strokeWidth="1.6"
        strokeDasharray={look.dashed ? '4 2.5' : undefined}
      />
      {look.pattern === undefined ? null : <rect x="1" y="1" width="26" height="20" rx="4" fill={`url(#${id})`} />}
      <DeskGlyph glyph={look.glyph} x={8} y={5} size={12} ink={look.ink} />
    </svg>
  );
}
