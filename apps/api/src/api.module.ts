import { Module, StandardSchemaValidationPipe } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { DatabaseModule } from '#libs/database';
import { IdentityModule } from '#libs/identity';
import { OutboxFeedModule, PlatformModule } from '#libs/platform';
import { ApprovalsApiModule } from './approvals/approvals-api.module.js';
import { AssetsApiModule } from './assets/assets-api.module.js';
import { AuditApiModule } from './audit/audit-api.module.js';
import { AuthController } from './auth/auth.controller.js';
import { CallerReader } from './auth/caller-reader.js';
import { ActorGuard } from './auth/actor.guard.js';
import { SessionRefresh } from './auth/session-refresh.js';
import { SessionCookie } from './auth/session-cookie.js';
import { SignInAddress } from './auth/sign-in-address.js';
import { BookingsApiModule } from './bookings/bookings-api.module.js';
import { CheckInApiModule } from './check-in/check-in-api.module.js';
import { ClosuresApiModule } from './closures/closures-api.module.js';
import { ConsentsApiModule } from './consents/consents-api.module.js';
import { ConfigController } from './config/config.controller.js';
import { CoverageApiModule } from './coverage/coverage-api.module.js';
import { DemoIdp } from './demo-idp/demo-idp.js';
import { MeController } from './me/me.controller.js';
import { OrganisationsApiModule } from './organisations/organisations-api.module.js';
import { MySessionsController } from './me/my-sessions.controller.js';
import { MyDataApiModule } from './my-data/my-data-api.module.js';
import { NoticesApiModule } from './notices/notices-api.module.js';
import { OpenApiController } from './openapi/openapi.controller.js';
import { OpenApiDocument } from './openapi/openapi-document.js';
import { ExportsApiModule } from './exports/exports-api.module.js';
import { FavouritesApiModule } from './favourites/favourites-api.module.js';
import { GuestsApiModule } from './guests/guests-api.module.js';
import { HoldsApiModule } from './holds/holds-api.module.js';
import { HubsApiModule } from './hubs/hubs-api.module.js';
import { ImportsApiModule } from './imports/imports-api.module.js';
import { MetrosApiModule } from './metros/metros-api.module.js';
import { TilesApiModule } from './tiles/tiles-api.module.js';
import { LiveApiModule } from './live/live-api.module.js';
import { PoliciesApiModule } from './policies/policies-api.module.js';
import { PrivacyController } from './privacy/privacy.controller.js';
import { InvalidRequest } from './problems/invalid-request.js';
import { ProblemFilter } from './problems/problem.filter.js';
import { ScimApiModule } from './scim/scim-api.module.js';
import { MachinesApiModule } from './machines/machines-api.module.js';
import { ProblemsController } from './problems/problems.controller.js';
import { RateLimitGuard } from './rate-limit/rate-limit.guard.js';
import { RateLimiter } from './rate-limit/rate-limiter.js';
import { RefusalAudit } from './refusals/refusal-audit.js';
import { SearchApiModule } from './search/search-api.module.js';
import { SeriesApiModule } from './series/series-api.module.js';
import { StatusController } from './status/status.controller.js';
import { StreamsApiModule } from './streams/streams-api.module.js';
import { WaitingApiModule } from './waiting/waiting-api.module.js';

/** The HTTP face of Quindici. Each resource folder brings one module. */
@Module({
  imports: [
    PlatformModule,
    DatabaseModule,
    OutboxFeedModule,
    IdentityModule,
    AuditApiModule,
    HubsApiModule,
    MetrosApiModule,
    OrganisationsApiModule,
    AssetsApiModule,
    ImportsApiModule,
    TilesApiModule,
    SearchApiModule,
    BookingsApiModule,
    SeriesApiModule,
    PoliciesApiModule,
    ApprovalsApiModule,
    ConsentsApiModule,
    FavouritesApiModule,
    ExportsApiModule,
    GuestsApiModule,
    CheckInApiModule,
    HoldsApiModule,
    WaitingApiModule,
    ClosuresApiModule,
    MyDataApiModule,
    CoverageApiModule,
    LiveApiModule,
    MachinesApiModule,
    ScimApiModule,
    StreamsApiModule,
    NoticesApiModule,
  ],
  controllers: [
    AuthController,
    ConfigController,
    MeController,
    MySessionsController,
    OpenApiController,
    PrivacyController,
    ProblemsController,
    StatusController,
  ],
  providers: [
    DemoIdp,
    CallerReader,
    SessionCookie,
    SessionRefresh,
    SignInAddress,
    OpenApiDocument,
    RateLimiter,
    RefusalAudit,
    {
      provide: APP_PIPE,
      useValue: new StandardSchemaValidationPipe({ exceptionFactory: (issues) => new InvalidRequest(issues) }),
    },
    { provide: APP_FILTER, useClass: ProblemFilter },
    { provide: APP_GUARD, useClass: ActorGuard },
    { provide: APP_GUARD, useClass: RateLimitGuard },
  ],
})
export class ApiModule {}
