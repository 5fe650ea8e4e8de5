export { dataSource, migrate } from './data-source.js';
export { DatabaseModule } from './database.module.js';
export { TypeOrmUnitOfWork } from './typeorm-unit-of-work.js';
