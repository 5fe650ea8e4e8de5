import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '#libs/kernel';
import { OccupancyService } from '#libs/occupancy';
import { ENVIRONMENT, type Environment, UnitOfWork } from '#libs/platform';
import { BatchWriter, DeviceAccess, IngestPipeline } from '#libs/telemetry';
import { BrokerSubscriber } from './broker-subscriber.js';
import { EmbeddedBroker } from './embedded-broker.js';

/** Connects the brokers that the environment names to the pipeline: one in this process, one elsewhere, both or none. */
@Injectable()
export class IngestRunner implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('Ingest');
  private readonly pipeline: IngestPipeline;
  private broker: EmbeddedBroker | undefined;
  private subscriber: BrokerSubscriber | undefined;

  constructor(
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    unitOfWork: UnitOfWork,
    writer: BatchWriter,
    occupancy: OccupancyService,
    private readonly access: DeviceAccess,
    private readonly clock: Clock,
  ) {
    this.pipeline = new IngestPipeline(unitOfWork, writer, (tx, readings) => occupancy.take(tx, readings));
  }

  /** Where sensors reach the broker in this process. */
  get mqttUrl(): string | undefined {
    return this.broker && `mqtt://${this.environment.HOST}:${this.broker.port}`;
  }

  async onApplicationBootstrap(): Promise<void> {
    const { MQTT_EMBEDDED_PORT: port, MQTT_URL: url, MQTT_CLIENT_ID: clientId, MQTT_PROTOCOL, HOST } = this.environment;
    if (port !== undefined) {
      this.broker = await EmbeddedBroker.listen(this.access, this.pipeline, this.clock, port, HOST);
      this.logger.log(`Sensors may speak to ${this.mqttUrl}`);
    }
    if (url !== undefined) {
      const protocol = MQTT_PROTOCOL === '4' ? 4 : 5;
      this.subscriber = new BrokerSubscriber({ url, clientId, protocol }, this.pipeline, this.clock);
      this.logger.log(`Following the broker at ${new URL(url).host}`);
    }
  }

  async onModuleDestroy(): Promise<void> {
    // First the batch in hand ends and is acknowledged, then the lines are cut.
    await this.pipeline.close();
    await this.subscriber?.close();
    await this.broker?.close();
  }
}
