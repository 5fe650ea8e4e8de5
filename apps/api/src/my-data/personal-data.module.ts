import { Global, Module } from '@nestjs/common';
import {
  BookingModule,
  BookingPersonalData,
  ClosurePersonalData,
  ClosuresModule,
  ConsentPersonalData,
  ConsentsModule,
  FavouritePersonalData,
  FavouritesModule,
  GuestPersonalData,
  GuestsModule,
  SeriesModule,
  SeriesPersonalData,
  WaitingPersonalData,
} from '#libs/booking';
import { NoticesModule, NoticesPersonalData } from '#libs/notices';
import { IdentityModule, IdentityPersonalData, PERSONAL_DATA, type PersonalDataPart } from '#libs/identity';

/** Everything that is kept about persons, by the libs that keep it. Identity, which has the person itself, is the last to erase. */
@Global()
@Module({
  imports: [
    BookingModule,
    ClosuresModule,
    ConsentsModule,
    FavouritesModule,
    GuestsModule,
    SeriesModule,
    NoticesModule,
    IdentityModule,
  ],
  providers: [
    {
      provide: PERSONAL_DATA,
      inject: [
        WaitingPersonalData,
        GuestPersonalData,
        BookingPersonalData,
        ClosurePersonalData,
        SeriesPersonalData,
        ConsentPersonalData,
        FavouritePersonalData,
        NoticesPersonalData,
        IdentityPersonalData,
      ],
      useFactory: (...parts: PersonalDataPart[]) => parts,
    },
  ],
  exports: [PERSONAL_DATA],
})
export class PersonalDataModule {}
