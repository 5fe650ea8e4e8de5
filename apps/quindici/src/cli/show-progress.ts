import cliProgress from 'cli-progress';
import type { Report } from '../control/control-protocol.js';

const STEPS = 100;

/** A bar on a terminal, else a line for each phase; both on stderr, so that stdout is the answer. */
export function showProgress(): { readonly report: Report; stop(): void } {
  return process.stderr.isTTY ? bar() : lines();
}

function bar(): ReturnType<typeof showProgress> {
  const shown = new cliProgress.SingleBar(
    { format: '{bar} {percentage}% {phase}', hideCursor: true, clearOnComplete: true, stream: process.stderr },
    cliProgress.Presets.shades_classic,
  );
  shown.start(STEPS, 0, { phase: '' });
  return {
    report: ({ phase, share }) => shown.update(Math.round((share ?? 1) * STEPS), { phase }),
    stop: () => shown.stop(),
  };
}

function lines(): ReturnType<typeof showProgress> {
  let last = '';
  return {
    report: ({ phase }) => {
      if (phase !== last) process.stderr.write(`${phase}\n`);
      last = phase;
    },
    stop: () => undefined,
  };
}
