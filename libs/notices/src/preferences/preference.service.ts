import { createHash, randomInt } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { ChangeNoticePreferences, NoticePreferences } from '#libs/contracts';
import { type Actor, type PersonContact, PersonContactRepository } from '#libs/identity';
import { Clock, newId } from '#libs/kernel';
import { ENVIRONMENT, type Environment, onBehalfOf, type Tx, UnitOfWork } from '#libs/platform';
import { CodeRefused, EmailOff, TooManyCodes } from '../notice-errors.js';
import { NoticeRepository } from '../persistence/notice.repository.js';
import { PreferenceRepository, type StoredPreferences } from '../persistence/preference.repository.js';

const [CODES_A_DAY, TRIES] = [5, 5];

/** How a person wants to hear from us, and where. An address is used once its owner has shown that it is theirs. */
@Injectable()
export class PreferenceService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly preferences: PreferenceRepository,
    private readonly contacts: PersonContactRepository,
    private readonly notices: NoticeRepository,
    private readonly clock: Clock,
    @Inject(ENVIRONMENT) private readonly environment: Pick<Environment, 'SMTP_URL'>,
  ) {}

  async show({ personId, context }: Actor): Promise<NoticePreferences> {
    return this.unitOfWork.run(context, (tx) => this.read(tx, personId));
  }

  /** @throws EmailOff, TooManyCodes */
  async change({ personId, context }: Actor, patch: ChangeNoticePreferences): Promise<NoticePreferences> {
    // A code is queued for the product itself to send; persons write no notices.
    return this.unitOfWork.run(onBehalfOf(context), async (tx) => {
      const before = await this.preferences.find(tx, personId);
      await this.preferences.keep(tx, personId, patched(before, patch));
      const address = patch.email?.address;
      if (address === null) await this.contacts.remove(tx, personId);
      else if (address !== undefined) await this.propose(tx, personId, address);
      return this.read(tx, personId);
    });
  }

  /** @throws CodeRefused */
  async confirm({ personId, context }: Actor, code: string): Promise<NoticePreferences> {
    const shown = await this.unitOfWork.run(context, async (tx) => {
      const good = await this.contacts.confirm(tx, personId, hashOf(personId, code), this.clock.now(), TRIES);
      return good ? this.read(tx, personId) : null;
    });
    // Thrown outside, or the try would not count.
    if (shown === null) throw new CodeRefused();
    return shown;
  }

  private async propose(tx: Tx, personId: string, address: string): Promise<void> {
    const known = await this.contacts.find(tx, personId);
    if (known?.confirmed === true && known.email === address) return;
    if (this.environment.SMTP_URL === undefined) throw new EmailOff();
    const now = this.clock.now();
    if ((await this.notices.codesSince(tx, personId, now.subtract({ hours: 24 }))) >= CODES_A_DAY)
      throw new TooManyCodes(CODES_A_DAY);
    const code = String(randomInt(100_000_000)).padStart(8, '0');
    const pending = { codeHash: hashOf(personId, code), expiresAt: now.add({ hours: 1 }) };
    await this.contacts.propose(tx, personId, address, pending);
    const id = newId();
    const notice = { id, personId, event: `address-code ${id}`, channel: 'email', target: null, dueAt: now } as const;
    await this.notices.queue(tx, [{ ...notice, kind: 'address-code', facts: { code } }], now);
  }

  private async read(tx: Tx, personId: string): Promise<NoticePreferences> {
    return toAnswer(await this.preferences.find(tx, personId), await this.contacts.find(tx, personId));
  }
}

const hashOf = (personId: string, code: string): Buffer => createHash('sha256').update(`${personId} ${code}`).digest();

const patched = (before: StoredPreferences, patch: ChangeNoticePreferences): StoredPreferences => ({
  email: patch.email?.on ?? before.email,
  push: patch.push?.on ?? before.push,
  appIo: patch.appIo?.on ?? before.appIo,
  language: patch.language ?? before.language,
  quiet: patch.quietHours === undefined ? before.quiet : patch.quietHours,
});

const toAnswer = (
  { email, push, appIo, language, quiet }: StoredPreferences,
  contact: PersonContact | undefined,
): NoticePreferences => ({
  email: { on: email, address: contact?.email ?? null, confirmed: contact?.confirmed ?? false },
  push: { on: push },
  appIo: { on: appIo },
  language,
  quietHours: quiet === null ? null : { ...quiet },
});
