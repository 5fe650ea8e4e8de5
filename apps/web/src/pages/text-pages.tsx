import { useQuery } from '@tanstack/react-query';
import type { JSX, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { configQuery } from '../api/queries.js';
import { currentLanguage } from '../i18n/index.js';
import { Page } from '../ui/page.js';
import { texts, type TextPage } from './texts.js';

export const AccessibilityPage = (): JSX.Element => (
  <Text page={texts[currentLanguage()].accessibility} official="statement" />
);
export const LegalPage = (): JSX.Element => <Text page={texts[currentLanguage()].legal} />;

interface TextProps {
  readonly page: TextPage;
  readonly official?: 'statement' | 'privacy';
  readonly children?: ReactNode;
}

export function Text({ page, official, children }: TextProps): JSX.Element {
  const { t } = useTranslation();
  const { data: config } = useQuery(configQuery);
  const links = {
    statement: [config?.accessibilityStatementUrl, t('footer.accessibility')],
    privacy: [config?.privacyUrl, t('footer.privacy')],
  } as const;
  const [href, label] = official === undefined ? [null, ''] : links[official];
  return (
    <Page title={page.title} lead={page.lead}>
      {page.sections.map(({ heading, paragraphs }) => (
        <section key={heading} className="prose">
          <h2>{heading}</h2>
          {paragraphs.map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
        </section>
      ))}
      {children}
      {href ? (
        <p>
          <a href={href}>{label}</a>
        </p>
      ) : null}
    </Page>
  );
}
