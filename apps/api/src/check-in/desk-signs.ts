import { Injectable } from '@nestjs/common';
import { toString as drawQr } from 'qrcode';
import type { DeskCode } from '#libs/contracts';
import type { Temporal } from '#libs/kernel';
import { PublicUrl } from '#libs/platform';

/** What stands on a desk, to be scanned by who sits down. */
@Injectable()
export class DeskSigns {
  constructor(private readonly publicUrl: PublicUrl) {}

  async signOf(
    hubId: string,
    bookableId: string,
    { code, expiresAt }: { readonly code: string; readonly expiresAt: Temporal.Instant | null },
  ): Promise<DeskCode> {
    const query = new URLSearchParams({ hub: hubId, desk: bookableId, code });
    const url = this.publicUrl.href(`/check-in?${query.toString()}`);
    const svg = await drawQr(url, { type: 'svg', errorCorrectionLevel: 'M', margin: 4 });
    return { code, url, expiresAt: expiresAt?.toString() ?? null, svg };
  }
}
