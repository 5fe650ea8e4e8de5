import { BOOKING_POLICY, type BookingPolicy } from '#libs/booking';

const AS_SHIPPED = { ...BOOKING_POLICY };

/** The rules of every hub in this process, until they are set again. */
export function setRules(rules: Partial<BookingPolicy>): void {
  Object.assign(BOOKING_POLICY, AS_SHIPPED, rules);
}
