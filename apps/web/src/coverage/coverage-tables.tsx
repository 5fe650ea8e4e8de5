import { useMemo, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Coverage } from '#libs/contracts';
import { currentLanguage } from '../i18n/index.js';
import { formatCount, formatShare } from '../time/format.js';
import { Icon } from '../ui/icon.js';
import { bandOf, residentsByBand } from './bands.js';
import { bandText } from './band-text.js';
import { downloadCsv, toCsv } from './csv.js';

interface CoverageTablesProps {
  readonly coverage: Coverage;
}

export function CoverageTables({ coverage }: CoverageTablesProps): JSX.Element {
  return (
    <div className="coverage-tables">
      <BandTable coverage={coverage} />
      <HubTable coverage={coverage} />
    </div>
  );
}

function BandTable({ coverage }: { readonly coverage: Coverage }): JSX.Element {
  const { t } = useTranslation();
  const language = currentLanguage();
  const sums = useMemo(() => residentsByBand(coverage.cells), [coverage]);
  const cellsCsv = (): string =>
    toCsv(
      ['h3', 'residents', 'seconds', 'band'],
      coverage.cells.map((cell) => [cell.cell, cell.residents, cell.seconds, bandText(bandOf(cell), t)]),
    );
  return (
    <section aria-labelledby="bands-heading">
      <div className="table-head">
        <h2 id="bands-heading">{t('coverage.bands')}</h2>
        <Download label={t('coverage.csvCells')} name={fileName(coverage, 'cells')} csv={cellsCsv} />
      </div>
      <table className="table app-table">
        <thead>
          <tr>
            <th scope="col">{t('coverage.band')}</th>
            <th scope="col" className="numeric">
              {t('coverage.residents')}
            </th>
            <th scope="col" className="numeric">
              {t('coverage.share')}
            </th>
          </tr>
        </thead>
        <tbody>
          {[...sums].map(([band, residents]) => (
            <tr key={band.over}>
              <th scope="row">
                <span className="legend-colour" style={{ background: band.colour }} /> {bandText(band, t)}
              </th>
              <td className="numeric">{formatCount(residents, language)}</td>
              <td className="numeric">
                {coverage.residents === 0 ? '–' : formatShare(residents / coverage.residents, language)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function HubTable({ coverage }: { readonly coverage: Coverage }): JSX.Element {
  const { t } = useTranslation();
  const language = currentLanguage();
  const hubs = coverage.hubs.toSorted((a, b) => (b.residents ?? 1) - (a.residents ?? 1));
  const hubsCsv = (): string =>
    toCsv(
      ['hub_id', 'name', 'free', 'desks', 'residents'],
      hubs.map((hub) => [hub.hubId, hub.name, hub.free, hub.desks, hub.residents]),
    );
  return (
    <section aria-labelledby="hubs-heading">
      <div className="table-head">
        <h2 id="hubs-heading">{t('coverage.hubs')}</h2>
        <Download label={t('coverage.csvHubs')} name={fileName(coverage, 'hubs')} csv={hubsCsv} />
      </div>
      <p className="field-hint">{t('coverage.servedHint')}</p>
      <div className="table-scroll" tabIndex={0} role="region" aria-labelledby="hubs-heading">
        <table className="table app-table">
          <thead>
            <tr>
              <th scope="col">{t('coverage.hub')}</th>
              <th scope="col" className="numeric">
                {t('coverage.free')}
              </th>
              <th scope="col" className="numeric">
                {t('coverage.served')}
              </th>
            </tr>
          </thead>
          <tbody>
            {hubs.map((hub) => (
              <tr key={hub.hubId}>
                <th scope="row">{hub.name}</th>
                <td className="numeric">{t('find.free', { free: hub.free, desks: hub.desks })}</td>
                <td className="numeric">
                  {hub.residents === null ? t('coverage.few') : formatCount(hub.residents, language)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

const fileName = ({ metro, minutes, from }: Coverage, what: string): string =>
  `${metro}-${what}-${minutes}min-${from.slice(0, 10)}.csv`;

interface DownloadProps {
  readonly label: string;
  readonly name: string;
  readonly csv: () => string;
}

function Download({ label, name, csv }: DownloadProps): JSX.Element {
  return (
    <button type="button" className="btn-plain" onClick={() => downloadCsv(name, csv())}>
      <Icon name="download" className="icon-primary" /> {label}
    </button>
  );
}
