/** The rules of booking, the same for every hub until hubs may write their own. */
export interface BookingPolicy {
  readonly minMinutes: number;
  readonly maxMinutes: number;
  /** Bookings begin and end on multiples of this, on the hub's wall clock. */
  readonly gridMinutes: number;
  /** How many local days ahead a booking may begin. */
  readonly horizonDays: number;
  /** How long after its start a booking may still be made. */
  readonly lateMinutes: number;
}

export const BOOKING_POLICY: BookingPolicy = {
  minMinutes: 15,
  maxMinutes: 12 * 60,
  gridMinutes: 15,
  horizonDays: 60,
  lateMinutes: 15,
};
