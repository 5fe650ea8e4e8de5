import { RolesAndExtensions1795000000000 } from './1795000000000-roles-and-extensions.js';
import { Identity1795000001000 } from './1795000001000-identity.js';
import { Hubs1795000002000 } from './1795000002000-hubs.js';
import { Booking1795000003000 } from './1795000003000-booking.js';
import { Telemetry1795000004000 } from './1795000004000-telemetry.js';
import { Occupancy1795000005000 } from './1795000005000-occupancy.js';
import { Outbox1795000006000 } from './1795000006000-outbox.js';
import { Organisations1795000007000 } from './1795000007000-organisations.js';
import { Access1795000008000 } from './1795000008000-access.js';
import { Audit1795000009000 } from './1795000009000-audit.js';
import { RowSecurity1795000010000 } from './1795000010000-row-security.js';
import { SessionRenewal1795000011000 } from './1795000011000-session-renewal.js';
import { AuditSealsAndRetention1795000014000 } from './1795000014000-audit-seals-and-retention.js';
import { Provisioning1795000015000 } from './1795000015000-provisioning.js';
import { Bundles1795000016000 } from './1795000016000-bundles.js';
import { Policies1795000017000 } from './1795000017000-policies.js';
import { Series1795000019000 } from './1795000019000-series.js';
import { CheckIn1795000018000 } from './1795000018000-check-in.js';
import { Closures1795000021000 } from './1795000021000-closures.js';
import { Notices1795000022000 } from './1795000022000-notices.js';
import { Approval1795000023000 } from './1795000023000-approval.js';
import { WaitingNotices1795000023500 } from './1795000023500-waiting-notices.js';
import { Consents1795000024000 } from './1795000024000-consents.js';
import { Guests1795000025000 } from './1795000025000-guests.js';
import { Favourites1795000026000 } from './1795000026000-favourites.js';
import { HoldsAndWaiting1795000020000 } from './1795000020000-holds-and-waiting.js';

export const migrations = [
  RolesAndExtensions1795000000000,
  Identity1795000001000,
  Hubs1795000002000,
  Booking1795000003000,
  Telemetry1795000004000,
  Occupancy1795000005000,
  Outbox1795000006000,
  Organisations1795000007000,
  Access1795000008000,
  Audit1795000009000,
  RowSecurity1795000010000,
  SessionRenewal1795000011000,
  AuditSealsAndRetention1795000014000,
  Provisioning1795000015000,
  Bundles1795000016000,
  Policies1795000017000,
  Series1795000019000,
  CheckIn1795000018000,
  Closures1795000021000,
  Notices1795000022000,
  HoldsAndWaiting1795000020000,
  Approval1795000023000,
  WaitingNotices1795000023500,
  Consents1795000024000,
  Guests1795000025000,
  Favourites1795000026000,
];
