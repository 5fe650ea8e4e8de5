import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run.mjs';

const EXACT = /^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/;
const ADVISORY = /^(GHSA(-[0-9a-z]{4}){3}|CVE-\d{4}-\d{4,})$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const SHORTEST_REASON = 40;
const LONGEST_DAYS = 370;
const DAY_MS = 86_400_000;
const PATIENCE_MS = 90_000;

/** Folders with a package.json and a lock file of their own. */
const FOLDERS = ['.', 'test/oracle'];

/**
 * What can be known without the registry: pins, integrity, install scripts, and that no exception has run out.
 * @throws with every fault that was found
 */
export function checkOffline(today = new Date()) {
  const exceptions = read('docs/dependency-exceptions.json');
  const faults = exceptionFaults(exceptions, today);
  for (const folder of FOLDERS) {
    const name = (file) => join(folder, file);
    faults.push(...pinFaults(read(name('package.json'))).map((fault) => `${name('package.json')}: ${fault}`));
    const found = lockFaults(read(name('package-lock.json')), exceptions.installScripts);
    faults.push(...found.map((fault) => `${name('package-lock.json')}: ${fault}`));
  }
  if (faults.length > 0) throw new Error(`The dependencies are not in order:\n  ${faults.join('\n  ')}`);
  return exceptions;
}

/**
 * Asks the registry for advisories about what runs in production.
 * @returns a line that says what became of it; a registry that offers no audit is no failure, an advisory without an exception is
 */
export async function checkOnline(exceptions) {
  const { report, reason } = readReport(await npmAudit());
  if (report === undefined) return `skipped: the registry offers no audit (${reason})`;
  const { open, excepted, unused } = judge(report, exceptions);
  if (open.length > 0) throw new Error(`Advisories about what runs in production:\n  ${open.join('\n  ')}`);
  for (const id of unused) console.log(`The exception for ${id} is not needed any more: remove it`);
  return `${excepted.length} advisories, each with an exception`;
}

export function exceptionFaults({ advisories = [], installScripts = {} }, today) {
  const faults = [];
  for (const { id, reason, until } of advisories) {
    if (!ADVISORY.test(id ?? '')) faults.push(`exception ${id}: not the id of an advisory`);
    if ((reason ?? '').length < SHORTEST_REASON)
      faults.push(`exception ${id}: says too little of why it does not concern us`);
    const end = DAY.test(until ?? '') ? Date.parse(until) : NaN;
    if (Number.isNaN(end)) faults.push(`exception ${id}: until when is not a day`);
    else if (end < today.getTime()) faults.push(`exception ${id}: ended on ${until}; look at it again`);
    else if (end - today.getTime() > LONGEST_DAYS * DAY_MS) faults.push(`exception ${id}: is for more than a year`);
  }
  if (new Set(advisories.map(({ id }) => id)).size < advisories.length) faults.push('an advisory is excepted twice');
  for (const [name, reason] of Object.entries(installScripts))
    if (String(reason).length < SHORTEST_REASON)
      faults.push(`install script of ${name}: says too little of what it does`);
  return faults;
}

export function pinFaults({ dependencies = {}, devDependencies = {}, overrides = {} }) {
  return Object.entries({ ...dependencies, ...devDependencies, ...overrides })
    .filter(([, version]) => !EXACT.test(String(version)))
    .map(([name, version]) => `${name} is not pinned to one version but to ${JSON.stringify(version)}`);
}

export function lockFaults({ packages = {} }, installScripts) {
  const faults = [];
  const sources = new Set();
  const found = new Set();
  for (const [path, { integrity, resolved, link, inBundle, hasInstallScript }] of Object.entries(packages)) {
    if (path === '') continue;
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    if (link) faults.push(`${name} is a link`);
    if (!inBundle && !(integrity ?? '').startsWith('sha512-')) faults.push(`${name} has no SHA-512`);
    if (resolved !== undefined) sources.add(URL.canParse(resolved) ? new URL(resolved).origin : resolved);
    if (hasInstallScript) found.add(name);
  }
  if ([...sources].some((source) => !source.startsWith('https://')) || sources.size > 1)
    faults.push('the packages do not all come from one registry by https');
  for (const name of found)
    if (!Object.hasOwn(installScripts, name))
      faults.push(`${name} runs a script when it is installed, which nobody has allowed`);
  return faults;
}

/** What npm printed: a report, or why there is none. */
export function readReport(text) {
  let answer;
  try {
    answer = JSON.parse(text);
  } catch {
    return { reason: 'no answer that can be read' };
  }
  if (answer?.auditReportVersion === 2 && typeof answer.vulnerabilities === 'object') return { report: answer };
  return {
    reason: answer?.statusCode === undefined ? (answer?.error?.code ?? 'unknown') : `status ${answer.statusCode}`,
  };
}

/** Each advisory of the report, by whether an exception speaks of it. */
export function judge({ vulnerabilities }, { advisories = [] }) {
  const found = new Map();
  for (const { via } of Object.values(vulnerabilities))
    for (const advisory of via.filter((cause) => typeof cause === 'object'))
      found.set(String(advisory.url).split('/').at(-1), advisory);
  const known = new Set(advisories.map(({ id }) => id));
  return {
    open: [...found]
      .filter(([id]) => !known.has(id))
      .map(([id, { name, severity, title }]) => `${id} ${severity}: ${name}: ${title}`),
    excepted: [...found.keys()].filter((id) => known.has(id)),
    unused: [...known].filter((id) => !found.has(id)),
  };
}

/** It fails when it finds something: what it prints counts. */
function npmAudit() {
  const options = { cwd: root, timeout: PATIENCE_MS, maxBuffer: 64 * 1024 * 1024, shell: process.platform === 'win32' };
  return new Promise((resolve) => {
    execFile('npm', ['audit', '--omit=dev', '--json', '--fetch-retries=0'], options, (_error, stdout) =>
      resolve(stdout),
    );
  });
}

const read = (file) => JSON.parse(readFileSync(join(root, file), 'utf8'));
