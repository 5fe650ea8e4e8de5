const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** What must be ended, in the reverse of the order in which it began; and the wish to end. */
export class Stops {
  private readonly stops: (() => Promise<unknown>)[] = [];
  /** Resolves at Ctrl-C; a second one does not wait for the end. */
  readonly asked: Promise<void>;

  constructor() {
    this.asked = new Promise((resolve) => {
      let before = false;
      for (const signal of SIGNALS)
        process.on(signal, () => {
          if (before) process.exit(130);
          before = true;
          resolve();
        });
    });
  }

  add(stop: () => Promise<unknown>): void {
    this.stops.push(stop);
  }

  async run(): Promise<void> {
    for (const stop of this.stops.splice(0).toReversed())
      await stop().catch((error: unknown) => console.error(`While ending: ${String(error)}`));
  }
}
