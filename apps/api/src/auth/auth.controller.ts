import { Body, Controller, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { ApiConsumes, ApiNoContentResponse, ApiOperation, ApiResponse, ApiSecurity, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { assuranceSchema, signInChoiceSchema, type SignedOut, signedOutSchema } from '#libs/contracts';
import { ProviderLogoutService, SignInService } from '#libs/identity';
import { Access } from './access.decorator.js';
import type { ApiReply, ApiRequest } from '../http/api-request.js';
import { ApiAnswer } from '../openapi/api-answer.decorator.js';
import { ApiProblems } from '../openapi/api-problems.decorator.js';
import { SessionCookie } from './session-cookie.js';
import { SignInAddress } from './sign-in-address.js';

const signInQuerySchema = z.object({
  return_to: z.string().default('/'),
  assurance: assuranceSchema.default('none'),
  with: signInChoiceSchema.optional(),
});
const logoutFormSchema = z.object({ logout_token: z.string().min(1) });

/** The way to the identity provider and back, which a browser goes as a whole window. */
@ApiTags('person')
@Controller('auth')
export class AuthController {
  constructor(
    private readonly signIns: SignInService,
    private readonly logouts: ProviderLogoutService,
    private readonly cookie: SessionCookie,
    private readonly address: SignInAddress,
  ) {}

  @Get('sign-in')
  @Access('public')
  @ApiOperation({
    operationId: 'begin_session',
    summary: 'Go to the identity provider',
    description:
      'For a whole window of a browser. `return_to` is the page of this site to come back to; `with` one of the choices of the configuration.',
  })
  @ApiResponse({ status: 302, description: 'On to the identity provider' })
  @ApiProblems(400, 503)
  async signIn(
    @Query({ schema: signInQuerySchema }) query: z.infer<typeof signInQuerySchema>,
    @Req() request: ApiRequest,
    @Res() reply: ApiReply,
  ): Promise<void> {
    const elsewhere = this.address.betterFor(request);
    if (elsewhere !== undefined) return void reply.redirect(elsewhere, 302);
    const { location, state } = await this.signIns.begin(query.return_to, query.assurance, query.with);
    this.cookie.writeAttempt(reply, state);
    reply.redirect(location, 302);
  }

  @Get('callback')
  @Access('public')
  @ApiOperation({
    operationId: 'finish_sign_in',
    summary: 'Come back from the identity provider',
    description: 'Only for the browser that began the sign-in, once, and within ten minutes.',
  })
  @ApiResponse({ status: 303, description: 'Signed in; on to the page that was asked for' })
  @ApiProblems(400, 403, 503)
  async callback(@Req() request: ApiRequest, @Res() reply: ApiReply): Promise<void> {
    const answer = {
      search: request.url.slice('/auth/callback'.length),
      keptState: this.cookie.readAttempt(request),
      formerToken: this.cookie.read(request),
      userAgent: request.headers['user-agent'],
    };
    this.cookie.clearAttempt(reply);
    const { token, returnTo } = await this.signIns.finish(answer);
    this.cookie.write(reply, token);
    reply.redirect(returnTo, 303);
  }

  @Post('sign-out')
  @Access('anyone')
  @HttpCode(204)
  @ApiSecurity('session')
  @ApiOperation({
    operationId: 'end_session',
    summary: 'Sign out',
    description:
      'Ends the session of the caller at once. Without a session it changes nothing. Where the identity provider can be signed out of too, ' +
      'the answer says where the browser is to go.',
  })
  @ApiAnswer(200, signedOutSchema, 'There is no session any more; go there to end that of the identity provider')
  @ApiNoContentResponse({ description: 'There is no session any more' })
  @ApiProblems(403)
  async signOut(
    @Req() request: ApiRequest,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<SignedOut | undefined> {
    const token = this.cookie.read(request);
    const location = token === undefined ? undefined : await this.signIns.signOut(token);
    this.cookie.clear(reply);
    if (location === undefined) return undefined;
    void reply.status(200);
    return { location };
  }

  /** From the identity provider itself, which proves who it is by its signature. */
  @Post('back-channel-logout')
  @Access('public')
  @HttpCode(200)
  @ApiSecurity('provider')
  @ApiConsumes('application/x-www-form-urlencoded')
  @ApiOperation({
    operationId: 'end_sessions_of_provider',
    summary: 'Told by the identity provider that somebody signed out there',
    description: 'OpenID Connect Back-Channel Logout 1.0: the signed logout token ends the sessions that it names.',
  })
  @ApiResponse({ status: 200, description: 'The sessions have ended' })
  @ApiProblems(400, 503)
  async backChannelLogout(@Body({ schema: logoutFormSchema }) form: z.infer<typeof logoutFormSchema>): Promise<void> {
    await this.logouts.logOut(form.logout_token);
  }
}
