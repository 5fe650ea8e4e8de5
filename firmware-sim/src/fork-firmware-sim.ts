import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { KnownBooking } from './city/hub-life.js';
import type { FirmwareSimOptions } from './firmware-sim.js';
import type { SimCommand } from './main.js';

/** The simulation in a process of its own, so that it takes nothing from the event loop of this one. */
export class ForkedFirmwareSim {
  private constructor(private readonly child: ChildProcess) {}

  /** Secrets go over the channel between the processes, not on the command line. */
  static start(options: FirmwareSimOptions): ForkedFirmwareSim {
    const child = fork(fileURLToPath(new URL('main.js', import.meta.url)), {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    const forked = new ForkedFirmwareSim(child);
    forked.tell({ start: options });
    return forked;
  }

  book(booking: KnownBooking): void {
    this.tell({ book: booking });
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const exited = once(this.child, 'exit');
    this.tell({ stop: true });
    const impatience = setTimeout(() => this.child.kill('SIGKILL'), 3000);
    await exited;
    clearTimeout(impatience);
  }

  private tell(command: SimCommand): void {
    if (this.child.connected) this.child.send(command, () => undefined);
  }
}
