import type { itAdmin } from './it-admin.js';
import type { itBookings } from './it-bookings.js';
import type { itManage } from './it-manage.js';
import type { it } from './it.js';

declare module 'i18next' {
  interface CustomTypeOptions {
    readonly resources: {
      readonly translation: typeof it & typeof itAdmin & typeof itBookings & typeof itManage;
    };
    readonly enableSelector: false;
  }
}
