import { EventEmitter } from 'node:events';

/** Wakes the readers of the outbox in this process after a commit; other processes are woken by NOTIFY. */
export class CommitSignal {
  private readonly emitter = new EventEmitter();

  constructor() {
    this.emitter.setMaxListeners(0);
  }

  raise(): void {
    this.emitter.emit('commit');
  }

  onCommit(listener: () => void): () => void {
    this.emitter.on('commit', listener);
    return () => this.emitter.off('commit', listener);
  }
}
