import type { DeskVerdict } from '#libs/contracts';

/** What a person who books sees of a desk; what the manager sees is its verdict. */
export type PickState = 'free' | 'taken' | 'mine' | 'selected' | 'closed';
export type DeskState = PickState | DeskVerdict;

export interface DeskLook {
  readonly fill: string;
  readonly stroke: string;
  readonly ink: string;
  readonly dashed?: boolean;
  /** name of a pattern laid over the fill */
  readonly pattern?: 'stripes' | 'dots';
  readonly glyph: 'check' | 'clock' | 'person' | 'empty' | 'alert' | 'question' | 'lock' | 'none';
}

/** Colour, pattern and glyph each tell the states apart alone. */
export const deskLooks: Readonly<Record<DeskState, DeskLook>> = {
  free: { fill: '#e3f4ec', stroke: '#006b45', ink: '#00452c', glyph: 'none' },
  selected: { fill: '#0066cc', stroke: '#003d7a', ink: '#ffffff', glyph: 'check' },
  mine: { fill: '#17324d', stroke: '#0b1b2b', ink: '#ffffff', glyph: 'person' },
  taken: { fill: '#e8eaed', stroke: '#6b7785', ink: '#3d4a57', pattern: 'stripes', glyph: 'lock' },
  closed: { fill: '#f5f6f7', stroke: '#8a95a1', ink: '#4c5967', dashed: true, glyph: 'lock' },
  booked: { fill: '#d6e8fb', stroke: '#0059b3', ink: '#003366', glyph: 'clock' },
  in_use: { fill: '#0059b3', stroke: '#003366', ink: '#ffffff', glyph: 'person' },
  ghost: { fill: '#fff0cf', stroke: '#8a5300', ink: '#5c3700', dashed: true, pattern: 'stripes', glyph: 'empty' },
  squat: { fill: '#fbdfe4', stroke: '#b3203b', ink: '#7a1022', pattern: 'dots', glyph: 'alert' },
  unknown: { fill: '#f5f6f7', stroke: '#6b7785', ink: '#3d4a57', dashed: true, glyph: 'question' },
};
