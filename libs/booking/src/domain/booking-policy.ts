/** The rules under which one thing is booked by one person. */
export interface BookingPolicy {
  readonly minMinutes: number;
  readonly maxMinutes: number;
  /** Bookings begin and end on multiples of this, on the hub's wall clock. */
  readonly gridMinutes: number;
  /** half_day, day: they begin and end with the stretches in which the hub is open, and not by the grid */
  readonly granularity: 'quarters' | 'half_day' | 'day';
  /** How long before its start a booking must be made; with 0, lateMinutes holds. */
  readonly leadMinutes: number;
  /** How many local days ahead a booking may begin. */
  readonly horizonDays: number;
  /** How long after its start a booking may still be made. */
  readonly lateMinutes: number;
  /** How long before it is kept free, to set up, and after it, to clean. */
  readonly setUpMinutes: number;
  readonly cleaningMinutes: number;
  /** How long before its start a booking can still be given back; null: until it is over */
  readonly cancelUntilMinutes: number | null;
  /** On the public holidays of Italy */
  readonly closedOnHolidays: boolean;
  /** `MM-DD` of every year, or `YYYY-MM-DD` */
  readonly closedDays: readonly string[];
  /** Who is not of the audience may book so many local days ahead at most. */
  readonly priority: { readonly audience: string; readonly daysAhead: number } | null;
  /** Bookings of one person that are not over; null: any number */
  readonly maxActive: number | null;
  readonly maxPerWeek: number | null;
  readonly maxMinutesPerWeek: number | null;
  /** From how long before its start somebody may check in. */
  readonly checkInFromMinutes: number;
  /** After how long without check-in the booking is a no-show and released; null: never */
  readonly noShowAfterMinutes: number | null;
  /** How much later it is released when the person says that they are on their way, once */
  readonly onMyWayMinutes: number;
  /** How long a manager has to approve a booking, at most until it begins; null: it is confirmed at once */
  readonly approvalMinutes: number | null;
  /** How long a desk is held for somebody who is signing in. */
  readonly holdMinutes: number;
  /** How long a freed desk is held for the next one on the waiting list. */
  readonly offerMinutes: number;
  /** No-shows within so many days, and so many of them, keep a person from booking for so many days; null: nothing does */
  readonly strikes: { readonly withinDays: number; readonly most: number; readonly banDays: number } | null;
}

export const BOOKING_POLICY: BookingPolicy = {
  minMinutes: 15,
  maxMinutes: 12 * 60,
  gridMinutes: 15,
  granularity: 'quarters',
  leadMinutes: 0,
  horizonDays: 60,
  lateMinutes: 15,
  setUpMinutes: 0,
  cleaningMinutes: 0,
  cancelUntilMinutes: null,
  closedOnHolidays: false,
  closedDays: [],
  priority: null,
  maxActive: null,
  maxPerWeek: null,
  maxMinutesPerWeek: null,
  checkInFromMinutes: 15,
  noShowAfterMinutes: null,
  onMyWayMinutes: 15,
  approvalMinutes: null,
  holdMinutes: 5,
  offerMinutes: 15,
  strikes: null,
};
