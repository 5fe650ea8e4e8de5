import type { JSX } from 'react';
import { SpanEditor } from '../time/span-editor.js';
import type { Find } from './use-find.js';

export function SpanField({ find }: { readonly find: Find }): JSX.Element {
  return (
    <SpanEditor
      span={find.local}
      timeZone={find.metro.timeZone}
      fault={find.fault}
      onChange={({ day, from, to }) => find.ask({ day, from, to })}
    />
  );
}
