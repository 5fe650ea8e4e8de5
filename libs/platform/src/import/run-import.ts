import type { ActorContext, Tx, UnitOfWork } from '../unit-of-work.js';
import type { ImportMode, ImportOutcome, ImportReport } from './import-report.js';

/** Takes back what the transaction did, and carries out what it found. */
class TakenBack extends Error {
  constructor(readonly report: ImportReport) {
    super('The import is taken back');
  }
}

/**
 * Runs an import in one transaction: a dry run does the same work as a real one and is then rolled back, and so is a real one that refused
 * a row, unless its sound rows are wanted all the same.
 */
export async function runImport(
  unitOfWork: UnitOfWork,
  actor: ActorContext,
  { dryRun, partial }: ImportMode,
  work: (tx: Tx) => Promise<Omit<ImportReport, 'dryRun'>>,
): Promise<ImportOutcome> {
  try {
    const report = await unitOfWork.run(actor, async (tx) => {
      const done = { dryRun, ...(await work(tx)) };
      if (dryRun || (done.refused.length > 0 && !partial)) throw new TakenBack(done);
      return done;
    });
    return { report, kept: true };
  } catch (error) {
    if (error instanceof TakenBack) return { report: error.report, kept: false };
    throw error;
  }
}
