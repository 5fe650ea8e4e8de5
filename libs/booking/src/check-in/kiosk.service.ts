import { Injectable } from '@nestjs/common';
import type { KioskWelcome } from '#libs/contracts';
import { AuditTrail, type Caller, requireInHub } from '#libs/identity';
import { Clock, TimeRange } from '#libs/kernel';
import { onBehalfOf, UnitOfWork } from '#libs/platform';
import { CheckInCodeUnknown } from '../domain/check-in-errors.js';
import { StayRepository } from '../persistence/stay.repository.js';
import { PlaceDirectory } from '../place-directory.js';
import { CheckInCodes, type DeskCodeOfNow } from './check-in-codes.js';
import { CheckInService } from './check-in.service.js';

const LOOKS_AHEAD = { hours: 24 };

/** What the hub itself does for check-in: the kiosk at its door, and the codes on its desks. */
@Injectable()
export class KioskService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly places: PlaceDirectory,
    private readonly stays: StayRepository,
    private readonly codes: CheckInCodes,
    private readonly checkIns: CheckInService,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * Checks in the booking whose code somebody typed. It says what to go to, never whose it is.
   * @throws HubNotFound, NotAllowed, CheckInCodeUnknown, CheckInTooEarly, BookingOver
   */
  async checkIn(caller: Caller, hubId: string, code: string): Promise<KioskWelcome> {
    const places = await this.places.find(hubId, []);
    requireInHub(caller, 'hub.display', places.rules);
    const now = this.clock.now();
    return this.unitOfWork.run(onBehalfOf(caller.context), async (tx) => {
      const waiting = await this.stays.waitingIn(tx, hubId, TimeRange.of(now, now.add(LOOKS_AHEAD)));
      const matching = waiting.filter((bookingId) => this.codes.isOfBooking(hubId, bookingId, code));
      // Two in one hub and day with one code: neither, and both people still have the app.
      const stay = matching.length === 1 ? await this.stays.lock(tx, hubId, matching[0]!, null) : undefined;
      if (stay === undefined) throw new CheckInCodeUnknown();
      await this.checkIns.checkInStay(tx, stay, places);
      await this.audit.done(tx, {
        action: 'booking.checked-in',
        organisationId: places.rules.organisationId,
        hubId,
        subjectId: stay.personId,
        object: `booking/${stay.bookingId}`,
      });
      return {
        bookables: stay.parts.flatMap(({ id }) => {
          const found = places.bookables.get(id);
          return found === undefined ? [] : [{ kind: found.kind, label: found.label, spaceName: found.spaceName }];
        }),
        from: stay.span.start.toString(),
        to: stay.span.end.toString(),
      };
    });
  }

  /** @throws HubNotFound, BookableNotFound, NotAllowed */
  async codeOfDesk(caller: Caller, hubId: string, bookableId: string): Promise<DeskCodeOfNow> {
    const { rules } = await this.places.find(hubId, [bookableId]);
    requireInHub(caller, 'hub.manage', rules);
    return this.codes.ofDesk(hubId, bookableId);
  }
}
