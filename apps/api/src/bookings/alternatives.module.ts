import { Global, Module } from '@nestjs/common';
import { AlternativesPort } from '#libs/booking';
import { NearestAlternatives, SearchModule } from '#libs/search';

/** Booking knows nothing of travel: here its question for alternatives is bound to the search that can answer it. */
@Global()
@Module({
  imports: [SearchModule],
  providers: [{ provide: AlternativesPort, useExisting: NearestAlternatives }],
  exports: [AlternativesPort],
})
export class AlternativesModule {}
