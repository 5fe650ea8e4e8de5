export interface StoredReport {
  readonly topic: string;
  readonly payload: string;
}

/** Keeps reports, oldest first, until they are acknowledged; when it is full the oldest give way. */
export class ReportStore {
  private readonly reports: StoredReport[] = [];
  private readonly underWay = new Set<StoredReport>();
  /** reports that gave way, since the start */
  dropped = 0;

  constructor(private readonly capacity: number) {}

  get size(): number {
    return this.reports.length;
  }

  keep(report: StoredReport): void {
    this.reports.push(report);
    if (this.reports.length <= this.capacity) return;
    // What is under way may be acknowledged any moment: the oldest that is not gives way.
    this.reports.splice(this.firstAtRest(), 1);
    this.dropped++;
  }

  /** The next report to send, as long as fewer than so many are under way. */
  take(window: number): StoredReport | undefined {
    if (this.underWay.size >= window) return undefined;
    const report = this.reports[this.firstAtRest()];
    if (report !== undefined) this.underWay.add(report);
    return report;
  }

  /** It was not sent after all: it is the next one again. */
  giveBack(report: StoredReport): void {
    this.underWay.delete(report);
  }

  acknowledge(report: StoredReport): void {
    this.underWay.delete(report);
    const place = this.reports.indexOf(report);
    if (place >= 0) this.reports.splice(place, 1);
  }

  /** Quick, since those under way are few and near the front. */
  private firstAtRest(): number {
    return this.reports.findIndex((report) => !this.underWay.has(report));
  }
}
