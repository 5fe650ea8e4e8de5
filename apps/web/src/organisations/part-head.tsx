import type { JSX, ReactNode } from 'react';

interface PartHeadProps {
  readonly title: string;
  readonly lead?: string;
  readonly children?: ReactNode;
}

/** The heading of one part of an organisation, and what can be added to it. */
export function PartHead({ title, lead, children }: PartHeadProps): JSX.Element {
  return (
    <div className="part-head">
      <div>
        <h2>{title}</h2>
        {lead === undefined ? null : <p className="field-hint">{lead}</p>}
      </div>
      <div className="part-tools">{children}</div>
    </div>
  );
}
