import { EventEmitter } from 'node:events';

/** Wakes the readers of the outbox in this process after a commit, here or in another process. */
export class CommitSignal {
  private readonly emitter = new EventEmitter();

  constructor() {
    this.emitter.setMaxListeners(0);
  }

  /** After a commit in this process. */
  raise(): void {
    this.emitter.emit('here');
    this.relay();
  }

  /** After a commit in another one. */
  relay(): void {
    this.emitter.emit('commit');
  }

  onCommit(listener: () => void): () => void {
    return this.on('commit', listener);
  }

  /** For who tells the other processes. */
  onCommitHere(listener: () => void): () => void {
    return this.on('here', listener);
  }

  private on(event: 'commit' | 'here', listener: () => void): () => void {
    this.emitter.on(event, listener);
    return () => this.emitter.off(event, listener);
  }
}
