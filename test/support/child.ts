import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A process of ours, from the built `dist`, as it runs in production. */
export class Child {
  private readonly lines: string[] = [];
  private readonly exited: Promise<unknown>;

  private constructor(private readonly process: ChildProcess) {
    this.exited = once(process, 'exit');
    for (const stream of [process.stdout!, process.stderr!]) {
      stream.setEncoding('utf8');
      stream.on('data', (text: string) => this.lines.push(...text.split('\n').filter((line) => line.trim() !== '')));
    }
  }

  static start(script: string, args: readonly string[], environment: Readonly<Record<string, string>>): Child {
    const { PATH, HOME, TMPDIR } = process.env;
    const given = Object.fromEntries(Object.entries({ PATH, HOME, TMPDIR }).filter(([, value]) => value !== undefined));
    return new Child(
      spawn(process.execPath, [script, ...args], {
        cwd: root,
        env: { ...given, ...environment },
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
    );
  }

  /** Waits for a line; gives its match. Rejects with all that was printed when the process ends or time runs out first. */
  async line(pattern: RegExp, timeoutMs: number): Promise<RegExpExecArray> {
    const deadline = Date.now() + timeoutMs;
    let ended = false;
    void this.exited.then(() => (ended = true));
    for (;;) {
      for (const line of this.lines) {
        const match = pattern.exec(line);
        if (match !== null) return match;
      }
      if (ended || Date.now() > deadline) throw new Error(`${String(pattern)} was not printed:\n${this.output}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** Waits for the end, and gives all that went to standard output as one JSON value. */
  async json<T>(): Promise<T> {
    await this.exited;
    return JSON.parse(this.lines.join('\n')) as T;
  }

  /** Waits for the end. @returns the exit code */
  async ended(): Promise<number | null> {
    await this.exited;
    return this.process.exitCode;
  }

  get output(): string {
    return this.lines.slice(-60).join('\n');
  }

  /** As a power cut: no handler runs. */
  async kill(): Promise<void> {
    this.process.kill('SIGKILL');
    await this.exited;
  }

  /** As Ctrl-C. @returns the exit code */
  async stop(timeoutMs = 20_000): Promise<number | null> {
    this.process.kill('SIGINT');
    const timer = setTimeout(() => this.process.kill('SIGKILL'), timeoutMs);
    await this.exited;
    clearTimeout(timer);
    return this.process.exitCode;
  }
}
