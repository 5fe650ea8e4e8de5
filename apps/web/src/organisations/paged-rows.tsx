import type { JSX, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Loading } from '../ui/loading.js';
import { ProblemAlert } from '../ui/problem-alert.js';
import { More, Rows } from '../ui/rows.js';
import { useLeaving } from '../ui/undoable.js';

interface PagedRowsProps<T> {
  readonly query: {
    readonly data: { readonly pages: readonly { readonly items: readonly T[] }[] } | undefined;
    readonly error: Error | null;
    readonly refetch: () => unknown;
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly fetchNextPage: () => unknown;
  };
  readonly none: string;
  readonly render: (item: T) => ReactNode;
}

/** A list that comes in pages, without what is being removed from it. */
export function PagedRows<T extends { readonly id: string }>({ query, none, render }: PagedRowsProps<T>): JSX.Element {
  const { t } = useTranslation();
  const leaving = useLeaving();
  if (query.error !== null && query.data === undefined)
    return <ProblemAlert title={t('page.error')} error={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <Loading />;
  const items = query.data.pages.flatMap((page) => page.items).filter(({ id }) => !leaving.has(id));
  return (
    <>
      {items.length === 0 ? <p className="notice">{none}</p> : <Rows>{items.map(render)}</Rows>}
      <More query={query} label={t('form.more')} />
    </>
  );
}
