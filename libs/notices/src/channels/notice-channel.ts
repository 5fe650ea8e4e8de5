import type { NoticeChannelName } from '#libs/contracts';
import type { NoticeText } from '../domain/notice-text.js';
import type { LeasedNotice } from '../persistence/notice.repository.js';
import type { Recipient } from '../persistence/recipient.repository.js';

/** One notice on its way to one person. */
export interface Letter {
  readonly notice: LeasedNotice;
  readonly recipient: Recipient;
  readonly text: NoticeText;
  readonly link: string | null;
}

/** No retry helps: the address is wrong, or the device is gone. */
export class Undeliverable extends Error {}

/** A way to reach persons. */
export abstract class NoticeChannel {
  abstract readonly name: NoticeChannelName;
  /** What it lacks to be used in this deployment; null: nothing */
  abstract readonly lacks: string | null;
  /** @throws Undeliverable; any other error is worth another try */
  abstract send(letter: Letter): Promise<void>;
}

/** Injection token of `readonly NoticeChannel[]`. */
export const NOTICE_CHANNELS = Symbol('NoticeChannels');
