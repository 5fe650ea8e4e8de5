/** Says what is being waited for, and how long the last wait was. */
export class Progress {
  private readonly started = performance.now();

  async during<T>(title: string, work: () => Promise<T>): Promise<T> {
    const from = performance.now();
    process.stdout.write(`${title} ... `);
    const result = await work();
    process.stdout.write(`${seconds(performance.now() - from)}\n`);
    return result;
  }

  get total(): string {
    return seconds(performance.now() - this.started);
  }
}

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;
