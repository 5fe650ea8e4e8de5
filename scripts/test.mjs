import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from './lib/build.mjs';
import { checkOffline, checkOnline } from './lib/dependencies.mjs';
import { ensureInstalled, requireNode } from './lib/install.mjs';
import { orFail, root, run } from './lib/run.mjs';
import { provideServices } from './lib/services.mjs';

/** Each suite and the parts that it can not do without. */
const SUITES = [
  { name: 'unit', needs: [] },
  { name: 'integration', needs: ['postgres', 'mosquitto'] },
  { name: 'e2e', needs: ['postgres'] },
  { name: 'acceptance', needs: ['postgres', 'data'] },
  { name: 'chaos', needs: ['postgres', 'mosquitto'] },
  { name: 'browser', needs: ['chromium'] },
];
const strict = process.env.CI === 'true';
const data = process.env.QUINDICI_DATA ?? join(root, '..', 'shared', 'data');
const started = Date.now();
const elapsed = () => `${((Date.now() - started) / 60_000).toFixed(1)} min`;

async function step(title, work) {
  console.log(`\n== ${title} (${elapsed()})`);
  await work();
}

async function main() {
  requireNode();
  await step('packages', () => ensureInstalled());
  await step('dependencies', async () => console.log(`advisories: ${await checkOnline(checkOffline())}`));
  await step('lint', () => run('npm', ['run', '--silent', 'lint']));
  await step('format', () => run('npm', ['run', '--silent', 'format']));
  await step('dependency rules', () => run('npm', ['run', '--silent', 'deps']));
  await step('types', () => run('npm', ['run', '--silent', 'typecheck']));
  await step('build', () => ensureBuilt());

  const services = await provideServices(['postgres', 'mosquitto', 'chromium']);
  const missing = new Map(services.missing.map(({ name, reason }) => [name, reason]));
  if (!existsSync(data)) missing.set('data', `no real city data in ${data}; QUINDICI_DATA names another folder`);
  const results = [];
  try {
    for (const suite of SUITES) results.push(await runSuite(suite, missing, services.environment));
  } finally {
    await services.stop();
  }
  report(results);
}

async function runSuite({ name, needs }, missing, environment) {
  const lacking = needs.filter((need) => missing.has(need));
  if (lacking.length > 0) {
    const reason = lacking.map((need) => `${need}: ${missing.get(need)}`).join('; ');
    console.log(`\n== ${name}: skipped. ${reason}`);
    return { name, passed: 0, failed: strict ? 1 : 0, skipped: 1, note: `skipped (${reason})` };
  }
  const file = join(root, '.cache', `jest-${name}.json`);
  mkdirSync(join(root, '.cache'), { recursive: true });
  rmSync(file, { force: true });
  const jest = [
    'run',
    '--silent',
    'jest',
    '--',
    '--selectProjects',
    name,
    '--json',
    '--outputFile',
    file,
    '--silent=false',
  ];
  const inBand = name === 'chaos' || name === 'acceptance' ? ['--runInBand'] : ['--maxWorkers=2'];
  let ended = true;
  await step(name, () =>
    run('npm', [...jest, ...inBand], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, ...environment, QUINDICI_DATA: data },
    }).catch(() => (ended = false)),
  );
  if (!existsSync(file)) return { name, passed: 0, failed: 1, skipped: 0, note: 'did not run' };
  const {
    numPassedTests: passed,
    numFailedTests,
    numPendingTests: skipped,
    numFailedTestSuites,
  } = JSON.parse(readFileSync(file, 'utf8'));
  const failed = Math.max(numFailedTests, numFailedTestSuites, ended ? 0 : 1, strict ? skipped : 0);
  return { name, passed, failed, skipped, note: '' };
}

function report(results) {
  console.log(`\n== summary (${elapsed()})`);
  for (const { name, passed, failed, skipped, note } of results)
    console.log(`${name.padEnd(12)} ${passed} passed, ${failed} failed, ${skipped} skipped ${note}`);
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  console.log(`\nquindici: ${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`);
  if (sum('failed') > 0) process.exitCode = 1;
}

await orFail(main());
