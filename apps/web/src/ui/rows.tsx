import type { JSX, ReactNode } from 'react';

export const Rows = ({ children }: { readonly children: ReactNode }): JSX.Element => (
  <ul className="rows">{children}</ul>
);

interface RowProps {
  readonly title: ReactNode;
  readonly badge?: ReactNode;
  readonly actions?: ReactNode;
  readonly children?: ReactNode;
}

/** One thing of a list: what it is, and beside it (below, in a narrow window) what can be done with it. */
export function Row({ title, badge, actions, children }: RowProps): JSX.Element {
  return (
    <li className="app-row">
      <div className="app-row-what">
        <h3>
          {title} {badge}
        </h3>
        {children}
      </div>
      {actions === undefined ? null : <div className="app-row-actions">{actions}</div>}
    </li>
  );
}

interface BadgeProps {
  readonly tone?: 'plain' | 'good' | 'warn';
  readonly children: ReactNode;
}

export const Badge = ({ tone = 'plain', children }: BadgeProps): JSX.Element => (
  <span
    className={tone === 'plain' ? 'badge-plain' : tone === 'good' ? 'badge-plain badge-good' : 'badge-plain badge-warn'}
  >
    {children}
  </span>
);

interface MoreProps {
  readonly query: {
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly fetchNextPage: () => unknown;
  };
  readonly label: string;
}

export function More({ query, label }: MoreProps): JSX.Element | null {
  if (!query.hasNextPage) return null;
  return (
    <button
      type="button"
      className="btn btn-outline-primary"
      disabled={query.isFetchingNextPage}
      onClick={() => void query.fetchNextPage()}
    >
      {label}
    </button>
  );
}
