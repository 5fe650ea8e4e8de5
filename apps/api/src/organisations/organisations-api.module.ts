import { Module } from '@nestjs/common';
import { IdentityModule } from '#libs/identity';
import { InvitationsController } from '../invitations/invitations.controller.js';
import { MembersController } from '../members/members.controller.js';
import { OrganisationsController } from './organisations.controller.js';

/** Organisations, the people in them, and the way in. */
@Module({
  imports: [IdentityModule],
  controllers: [OrganisationsController, MembersController, InvitationsController],
})
export class OrganisationsApiModule {}
