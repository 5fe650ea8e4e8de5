import { Module } from '@nestjs/common';
import { ClaimsModule } from '#libs/booking';
import { SearchModule } from '#libs/search';
import { DirectoryRefresh } from './directory-refresh.js';
import { SearchController } from './search.controller.js';

@Module({ imports: [SearchModule, ClaimsModule], controllers: [SearchController], providers: [DirectoryRefresh] })
export class SearchApiModule {}
