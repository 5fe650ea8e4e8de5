import { Module } from '@nestjs/common';
import { IdentityModule, MyDataService } from '#libs/identity';
import { SessionCookie } from '../auth/session-cookie.js';
import { MyDataController } from './my-data.controller.js';
import { PersonalDataModule } from './personal-data.module.js';

@Module({
  imports: [IdentityModule, PersonalDataModule],
  controllers: [MyDataController],
  providers: [MyDataService, SessionCookie],
})
export class MyDataApiModule {}
