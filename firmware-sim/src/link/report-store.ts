export interface StoredReport {
  readonly topic: string;
  readonly payload: string;
}

/** Keeps reports, oldest first, until they are acknowledged; when it is full the oldest give way. */
export class ReportStore {
  private reports: StoredReport[] = [];
  /** reports at the front that are under way */
  private underWay = 0;
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
    const [oldest] = this.reports.splice(Math.min(this.underWay, this.capacity - 1), 1);
    if (oldest !== undefined) this.dropped++;
  }

  /** The next report to send, as long as fewer than so many are under way. */
  take(window: number): StoredReport | undefined {
    if (this.underWay >= window || this.underWay >= this.reports.length) return undefined;
    return this.reports[this.underWay++];
  }

  acknowledge(report: StoredReport): void {
    const place = this.reports.indexOf(report);
    if (place < 0) return;
    this.reports.splice(place, 1);
    if (place < this.underWay) this.underWay--;
  }
}
