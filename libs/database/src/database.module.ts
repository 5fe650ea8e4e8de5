import { Global, Module, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ENVIRONMENT, type Environment, UnitOfWork } from '#libs/platform';
import { dataSource, migrate } from './data-source.js';
import { OutboxNotifications } from './outbox-notifications.js';
import { TypeOrmUnitOfWork } from './typeorm-unit-of-work.js';

@Global()
@Module({
  providers: [
    {
      provide: DataSource,
      inject: [ENVIRONMENT],
      useFactory: async (environment: Environment) => {
        if (environment.DATABASE_URL === undefined) throw new Error('DATABASE_URL is not set');
        const { DATABASE_URL: url, DATABASE_POOL: poolSize, DATABASE_EMBEDDED: embedded } = environment;
        const source = await dataSource(url, poolSize, !embedded).initialize();
        await migrate(source);
        return source;
      },
    },
    { provide: UnitOfWork, useClass: TypeOrmUnitOfWork },
    OutboxNotifications,
  ],
  exports: [DataSource, UnitOfWork],
})
export class DatabaseModule implements OnApplicationShutdown {
  constructor(private readonly source: DataSource) {}

  /** After the servers have stopped: requests under way still need the database. */
  async onApplicationShutdown(): Promise<void> {
    if (this.source.isInitialized) await this.source.destroy();
  }
}
