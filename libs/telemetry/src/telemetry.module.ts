import { Module } from '@nestjs/common';
import { DeviceAccess } from './device-access.js';
import { DeviceProvisioning } from './device-provisioning.js';
import { DeviceSecrets } from './device-secrets.js';
import { BatchWriter } from './ingest/batch-writer.js';
import { DeviceDirectory } from './ingest/device-directory.js';
import { CredentialRepository } from './persistence/credential.repository.js';
import { DeadLetterRepository } from './persistence/dead-letter.repository.js';
import { DeviceRepository } from './persistence/device.repository.js';
import { ReadingRepository } from './persistence/reading.repository.js';
import { TelemetryRetention } from './telemetry-retention.js';

@Module({
  providers: [
    DeviceSecrets,
    DeviceRepository,
    CredentialRepository,
    ReadingRepository,
    DeadLetterRepository,
    DeviceProvisioning,
    DeviceAccess,
    DeviceDirectory,
    BatchWriter,
    TelemetryRetention,
  ],
  exports: [DeviceProvisioning, DeviceAccess, BatchWriter, DeviceRepository, ReadingRepository, TelemetryRetention],
})
export class TelemetryModule {}
