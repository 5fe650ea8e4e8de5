import { Module } from '@nestjs/common';
import { IdentityModule } from '#libs/identity';
import { ScimDescriptionController } from './scim-description.controller.js';
import { ScimGroupsController } from './scim-groups.controller.js';
import { ScimUsersController } from './scim-users.controller.js';

@Module({
  imports: [IdentityModule],
  controllers: [ScimDescriptionController, ScimGroupsController, ScimUsersController],
})
export class ScimApiModule {}
