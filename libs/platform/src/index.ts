export { elevated } from './elevated.js';
export { CHECK_IN_KEY_OF_DEVELOPMENT, type Environment, ENVIRONMENT, readEnvironment } from './environment.js';
export { redact } from './logging/redact.js';
export { RedactingLogger } from './logging/redacting-logger.js';
export { type GroupRole } from './sign-in-settings.js';
export { PlatformModule } from './platform.module.js';
export { isLoopback, PublicUrl } from './public-url.js';
export {
  type ActorContext,
  ANONYMOUS,
  EVERYWHERE,
  NOWHERE,
  onBehalfOf,
  type Principal,
  type Reach,
  SYSTEM,
  type Tx,
  UnitOfWork,
} from './unit-of-work.js';
export { idInViolation, isAftermath, isRetryable, isUnavailable, sqlState, violates } from './sql-errors.js';
export { type OutboxEvent, type OutboxTopic, OutboxRepository, comparePositions } from './outbox/outbox.repository.js';
export { OutboxCursorRepository, type ToldEvent } from './outbox/outbox-cursor.repository.js';
export { OutboxFeed, type OutboxListener } from './outbox/outbox-feed.js';
export { OutboxFeedModule } from './outbox/outbox-feed.module.js';
export { CommitSignal } from './outbox/commit-signal.js';
export { ChangedMeanwhile } from './changed-meanwhile.js';
export { decodeCursor, encodeCursor, pageOfRows, UnknownCursor } from './page-cursor.js';
export { fieldReader, findColumn, LAT_COLUMNS, LON_COLUMNS, needColumn, numberIn } from './table/columns.js';
export { parseTable, tableOfJson } from './table/parse-table.js';
export { ColumnMissing, NotUtf8, TableTooLarge, UnreadableFile } from './table/table-errors.js';
export type { Row, Table, TableLimits } from './table/table.js';
export type { ImportMode, ImportOutcome, ImportReport, RefusedRow, RowReason } from './import/import-report.js';
export { runImport } from './import/run-import.js';
export { schemaReasons } from './import/schema-reasons.js';
export { type Remover, Retention, type RuleWithRun } from './retention/retention.js';
export {
  type RemovalId,
  removalIds,
  type RetentionId,
  type RetentionRule,
  type RetentionText,
  retentionRules,
} from './retention/retention-rules.js';
export { deleteAndCount, RetentionRunRepository } from './retention/retention-run.repository.js';
export { refuseRow, RowRefused } from './import/row-refused.js';
