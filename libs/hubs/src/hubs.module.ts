import { Module } from '@nestjs/common';
import { HubsService } from './hubs.service.js';
import { MetrosService } from './metros.service.js';
import { HubChangeRepository } from './persistence/hub-change.repository.js';
import { HubDraftRepository } from './persistence/hub-draft.repository.js';
import { HubRepository } from './persistence/hub.repository.js';
import { MetroRepository } from './persistence/metro.repository.js';
import { ResidentRepository } from './persistence/resident.repository.js';

const providers = [
  HubsService,
  MetrosService,
  HubRepository,
  HubChangeRepository,
  HubDraftRepository,
  MetroRepository,
  ResidentRepository,
];

@Module({ providers, exports: providers })
export class HubsModule {}
