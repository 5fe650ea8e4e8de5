export { type Device, type DeviceKind, SILENT_AFTER_INTERVALS } from './domain/device.js';
export { DeviceProvisioning, type EquippedHub, type HubToEquip } from './device-provisioning.js';
export { TelemetryModule } from './telemetry.module.js';
export { DeviceSecrets, hashSecret } from './device-secrets.js';
export { DeviceRepository } from './persistence/device.repository.js';
export { CredentialRepository } from './persistence/credential.repository.js';
