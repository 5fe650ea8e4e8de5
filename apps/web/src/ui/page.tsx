import { useEffect, useRef, type JSX, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** Names the page in the window's title. */
export function usePageTitle(page: string): void {
  const { t } = useTranslation();
  useEffect(() => {
    document.title = t('app.title', { page });
  }, [page, t]);
}

interface PageProps {
  readonly title: string;
  readonly lead?: string;
  readonly wide?: boolean;
  readonly children: ReactNode;
}

export function Page({ title, lead, wide = false, children }: PageProps): JSX.Element {
  usePageTitle(title);
  return (
    <div className={wide ? 'page page-wide' : 'page'}>
      <PageHeading>{title}</PageHeading>
      {lead === undefined ? null : <p className="page-lead">{lead}</p>}
      {children}
    </div>
  );
}

let firstPage = true;

/** Takes the focus when a page is entered from another, so that a screen reader reads where it is. */
export function PageHeading({ children }: { readonly children: ReactNode }): JSX.Element {
  const ref = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!firstPage) ref.current?.focus({ preventScroll: true });
    firstPage = false;
  }, []);
  return (
    <h1 ref={ref} tabIndex={-1}>
      {children}
    </h1>
  );
}
