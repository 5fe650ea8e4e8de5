export { BrokerSubscriber, type SubscriberOptions } from './broker-subscriber.js';
export { EmbeddedBroker } from './embedded-broker.js';
export { IngestModule } from './ingest.module.js';
export { IngestRunner } from './ingest-runner.js';
