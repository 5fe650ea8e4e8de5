export { Actor, type Membership } from './actor.js';
export { DemoClient } from './demo/demo-client.js';
export { assertDemoAllowed, DemoRefused } from './demo/demo-gate.js';
export { isReturnPath } from './domain/return-path.js';
export {
  IdentityProviderUnavailable,
  NotAllowed,
  NotSignedIn,
  SignInExpired,
  SignInNotConfigured,
  SignInRefused,
} from './identity-errors.js';
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
export { type BegunSignIn, type FinishedSignIn, SignInService } from './sign-in.service.js';
