import type { KnownBooking } from './city/hub-life.js';
import { FirmwareSim, type FirmwareSimOptions } from './firmware-sim.js';

/** What the parent of this process may tell it. */
export type SimCommand =
  { readonly start: FirmwareSimOptions } | { readonly book: KnownBooking } | { readonly stop: true };

let sim: FirmwareSim | undefined;

async function stop(): Promise<void> {
  await sim?.stop().catch(() => undefined);
  process.exit(0);
}

process.on('message', (command: SimCommand) => {
  if ('start' in command) sim ??= new FirmwareSim(command.start);
  else if ('book' in command) sim?.book(command.book);
  else void stop();
});
// Without its parent there is nobody left to stop it; a Ctrl-C goes to both, and the parent says when.
process.on('disconnect', () => void stop());
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => void stop());
