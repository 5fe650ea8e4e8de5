import { Module } from '@nestjs/common';
import { DeviceProvisioning } from './device-provisioning.js';
import { DeviceSecrets } from './device-secrets.js';
import { CredentialRepository } from './persistence/credential.repository.js';
import { DeviceRepository } from './persistence/device.repository.js';

@Module({
  providers: [DeviceSecrets, DeviceRepository, CredentialRepository, DeviceProvisioning],
  exports: [DeviceProvisioning],
})
export class TelemetryModule {}
