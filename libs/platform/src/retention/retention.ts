import { Inject, Injectable } from '@nestjs/common';
import { Clock, Temporal } from '#libs/kernel';
import { ENVIRONMENT, type Environment } from '../environment.js';
import { ANONYMOUS, SYSTEM, type Tx, UnitOfWork } from '../unit-of-work.js';
import { type RemovalId, type RetentionId, type RetentionRule, removalIds, retentionRules } from './retention-rules.js';
import { type RetentionRun, RetentionRunRepository } from './retention-run.repository.js';

/** Removes what is older than an instant. @returns how many rows */
export type Remover = (tx: Tx, before: Temporal.Instant) => Promise<number>;

export interface RuleWithRun extends RetentionRule {
  readonly id: RetentionId;
  readonly lastRun: RetentionRun | null;
}

/** Holds the rules of retention, runs them and writes down that they ran. */
@Injectable()
export class Retention {
  readonly rules: Readonly<Record<RetentionId, RetentionRule>>;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly runs: RetentionRunRepository,
    private readonly clock: Clock,
    @Inject(ENVIRONMENT) environment: Pick<Environment, 'PRESENCE_KEPT_DAYS'>,
  ) {
    this.rules = retentionRules(environment.PRESENCE_KEPT_DAYS);
  }

  /** What is removed and that it was removed are one transaction. @returns how many rows */
  async run(id: RemovalId, remove: Remover): Promise<number> {
    const now = this.clock.now();
    const before = now.toZonedDateTimeISO('UTC').subtract(this.rules[id].keptFor!).toInstant();
    return this.unitOfWork.run(SYSTEM, async (tx) => {
      const removed = await remove(tx, before);
      await this.runs.insert(tx, { rule: id, ranAt: now, removed });
      return removed;
    });
  }

  async state(): Promise<readonly RuleWithRun[]> {
    const runs = await this.unitOfWork.run(ANONYMOUS, (tx) => this.runs.last(tx, removalIds));
    return Object.entries(this.rules).map(([id, rule]) => ({
      id: id as RetentionId,
      ...rule,
      lastRun: runs.find((run) => run.rule === id) ?? null,
    }));
  }
}
