export { Actor, type Membership } from './actor.js';
export { NotAllowed, NotSignedIn } from './identity-errors.js';
export { IdentityModule } from './identity.module.js';
export {
  type HubScope,
  type ManagedScope,
  managedScope,
  mayBook,
  mayManageHub,
  mayPlan,
  requireBook,
  requireManageHub,
  requirePlan,
} from './policy.js';
export { SessionService } from './session.service.js';
