import { Inject, Injectable } from '@nestjs/common';
import type { MyData } from '#libs/contracts';
import { Clock } from '#libs/kernel';
import { onBehalfOf, UnitOfWork } from '#libs/platform';
import type { Actor } from '../actor.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { NotSignedIn } from '../identity-errors.js';
import { PersonRepository } from '../persistence/person.repository.js';
import { SessionService } from '../session.service.js';
import { PERSONAL_DATA, type PersonalDataPart } from './personal-data.js';

/** A person's own data: all of it in one document, and the end of it. */
@Injectable()
export class MyDataService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly people: PersonRepository,
    private readonly sessions: SessionService,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    @Inject(PERSONAL_DATA) private readonly parts: readonly PersonalDataPart[],
  ) {}

  async collect({ personId, context }: Actor): Promise<MyData> {
    return this.unitOfWork.run(onBehalfOf(context), async (tx) => {
      const collected: Record<string, Record<string, unknown>> = {};
      for (const part of this.parts) collected[part.name] = await part.collect(tx, personId);
      await this.audit.done(tx, { action: 'person.exported', organisationId: null, subjectId: personId });
      return { personId, generatedAt: this.clock.now().toString({ smallestUnit: 'millisecond' }), parts: collected };
    });
  }

  /**
   * Forgets the person, all or nothing: what they booked ahead is given back, what they booked before belongs to nobody, they are signed
   * out everywhere, and whoever signs in as they did is somebody new.
   * @throws LastAdministrator
   */
  async erase({ personId, context }: Actor): Promise<void> {
    await this.unitOfWork.run(onBehalfOf(context), async (tx) => {
      // Whatever is being booked or granted at this moment is waited for, and what comes later finds nobody.
      if (!(await this.people.lock(tx, personId))) throw new NotSignedIn();
      for (const part of this.parts) await part.erase(tx, personId);
      await this.audit.done(tx, { action: 'person.erased', organisationId: null, subjectId: personId });
    });
    this.sessions.forgetPerson(personId);
  }
}
