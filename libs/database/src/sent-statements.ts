import { isAftermath } from '#libs/platform';

/** The statements of a transaction whose answers nobody waits for until it ends. */
export class SentStatements {
  private readonly answers: Promise<unknown>[] = [];

  add(answer: Promise<unknown>): void {
    answer.catch(() => undefined);
    this.answers.push(answer);
  }

  /** Once all are answered. Rejects with the first refusal. */
  async answered(): Promise<void> {
    for (const answer of this.answers) await answer;
  }

  /** The first that was refused for a reason of its own. */
  async refusal(): Promise<unknown> {
    const answers = await Promise.allSettled(this.answers);
    const refused = answers.find(
      (answer): answer is PromiseRejectedResult => answer.status === 'rejected' && !isAftermath(answer.reason),
    );
    return refused?.reason;
  }
}
