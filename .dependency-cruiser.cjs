const features = [
  'identity',
  'hubs',
  'booking',
  'travel',
  'search',
  'telemetry',
  'occupancy',
  'insights',
  'planning',
  'services',
  'programmes',
  'notices',
];

/** What each feature may know of the others: an arrow includes what lies behind it. */
const knows = {
  identity: [],
  travel: [],
  hubs: ['identity'],
  booking: ['hubs', 'identity'],
  telemetry: ['hubs', 'identity'],
  search: ['hubs', 'booking', 'travel', 'identity'],
  occupancy: ['telemetry', 'booking', 'hubs', 'identity'],
  insights: ['occupancy', 'search', 'telemetry', 'booking', 'hubs', 'travel', 'identity'],
  planning: ['insights', 'travel', 'occupancy', 'search', 'telemetry', 'booking', 'hubs', 'identity'],
  services: ['booking', 'hubs', 'identity'],
  notices: ['booking', 'hubs', 'identity'],
  programmes: ['booking', 'services', 'hubs', 'identity'],
};
const oneOf = (names) => `^libs/(${names.join('|')})/`;

const featureRules = features.map((feature) => ({
  name: `${feature}-knows-only-what-is-below-it`,
  severity: 'error',
  from: { path: `^libs/${feature}/` },
  to: {
    path: oneOf([...features, 'database']),
    pathNot: oneOf([feature, ...knows[feature]]),
  },
}));

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'libs-never-import-apps',
      severity: 'error',
      from: { path: '^libs' },
      to: { path: '^(apps|firmware-sim)/' },
    },
    {
      name: 'only-quindici-imports-other-apps',
      severity: 'error',
      from: { path: '^apps/([^/]+)/', pathNot: '^apps/quindici/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'kernel-stands-alone',
      severity: 'error',
      from: { path: '^libs/kernel/' },
      to: { path: '^(libs|apps)/', pathNot: '^libs/kernel/' },
    },
    {
      name: 'contracts-know-zod-alone',
      severity: 'error',
      from: { path: '^libs/contracts/' },
      to: { path: '^(libs|apps)/', pathNot: '^libs/contracts/' },
    },
    {
      name: 'platform-knows-kernel-and-contracts',
      severity: 'error',
      from: { path: '^libs/platform/' },
      to: { path: '^libs/', pathNot: '^libs/(platform|kernel|contracts)/' },
    },
    {
      name: 'domain-is-pure',
      severity: 'error',
      from: { path: '^libs/[^/]+/src/domain/', pathNot: 'spec\\.ts$' },
      to: {
        pathNot: [
          '^libs/[^/]+/src/domain/',
          '^libs/kernel/src/index\\.ts$',
          'node_modules/(h3-js|highs|temporal-polyfill|temporal-spec|flatbush|flatqueue|d3-contour|d3-array|@types/(d3-contour|geojson))/',
        ],
      },
    },
    ...featureRules,
    {
      name: 'enter-a-lib-by-its-index',
      severity: 'error',
      from: { path: '^(apps|libs|test)/([^/]+)/' },
      to: { path: '^libs/[^/]+/src/', pathNot: ['^libs/[^/]+/src/index\\.ts$', '^libs/$2/'] },
    },
    {
      name: 'web-and-firmware-see-only-contracts',
      severity: 'error',
      from: { path: '^(apps/web|firmware-sim)/' },
      to: { path: '^(libs|apps)/', pathNot: '^(libs/contracts|apps/web)/' },
    },
    {
      name: 'sql-only-in-repositories',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: '^libs/database/' },
      to: { path: 'node_modules/(typeorm|pg)/' },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^dist/|\\.d\\.ts$)' },
    enhancedResolveOptions: {
      conditionNames: ['source', 'import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs'],
    },
  },
};
