import { readdirSync, readFileSync } from 'node:fs';

const TICKS_PER_SECOND = 100;

/** User and system time of a process; NaN where there is no /proc. */
export function cpuSeconds(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
    return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
  } catch {
    return NaN;
  }
}

/** What each backend had used when it was last seen, by database and process id: pools end connections that rest. */
const seen = new Map();

/** Of the backends that serve this database, and that served it when this was called before. */
export function backendSeconds(database) {
  const known = seen.get(database) ?? new Map();
  seen.set(database, known);
  try {
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .filter((pid) => commandOf(pid).split(' ').includes(database))
      .map((pid) => [pid, cpuSeconds(pid)])
      .filter(([, seconds]) => !Number.isNaN(seconds))
      .forEach(([pid, seconds]) => known.set(pid, seconds));
  } catch {
    return NaN;
  }
  return [...known.values()].reduce((sum, seconds) => sum + seconds, 0);
}

function commandOf(pid) {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    return command.startsWith('postgres:') ? command : '';
  } catch {
    return '';
  }
}
