import { type INestApplication, Inject, Injectable } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { DemoClient } from '#libs/identity';
import { ENVIRONMENT, type Environment, PublicUrl } from '#libs/platform';
import { packageVersion } from '../http/package-root.js';
import { describeRefusals } from './refusal-response.js';
import { toJsonSchema } from './json-schema.js';
import { describeRateLimits, RATE_LIMIT_HEADERS } from './rate-limit-headers.js';
import { problemSchemas } from './problem-schemas.js';

const DESCRIPTION =
  'Finds and books desks in a metropolitan network of public coworking hubs by travel time, and shows how the hubs are used. ' +
  'Refusals are problem details (RFC 9457); instants are RFC 3339; lists continue by `next`.';
const SUMMARY = 'Desks within fifteen minutes: search, booking, live use and coverage';
const LICENCE_TEXT = 'https://joinup.ec.europa.eu/collection/eupl/eupl-text-eupl-12';
const API_ID = '0f6bd9b4-7c0e-4f39-9b1d-6f5f0e1a15c0';

const TAGS = {
  search: 'Free desks by travel time',
  network: 'Metros, hubs and their plans',
  bookings: 'Claims of the signed-in person',
  policies: 'The rules under which is booked, and who may change them: layer on layer, with their versions',
  calendars: 'Bookings as calendar programs read them',
  closures: 'What managers do to the bookings of their hubs',
  live: 'What happens in a hub now',
  planning: 'Who is reached, and who is not',
  organisations: 'Who runs the hubs, and the people in them',
  person: 'The signed-in person',
  audit: 'Who did what, and who looked at whom',
  machines: 'Programs and kiosks of an organisation',
  webhooks: 'What programs of an organisation are told',
  provisioning: 'People and groups of an organisation, from its own directory (SCIM 2.0)',
  service: 'The service itself',
} as const;

/** The description of the API, made from the running application when first asked for. */
@Injectable()
export class OpenApiDocument {
  private app: INestApplication | undefined;
  private built: OpenAPIObject | undefined;

  constructor(
    private readonly publicUrl: PublicUrl,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  describe(app: INestApplication): void {
    this.app = app;
  }

  get document(): OpenAPIObject {
    if (this.app === undefined) throw new Error('The application was not configured with configureApi');
    return (this.built ??= this.build(this.app));
  }

  private build(app: INestApplication): OpenAPIObject {
    const document = SwaggerModule.createDocument(app, this.head(), { standardSchemaConverter: toJsonSchema });
    describeRefusals(document.paths);
    describeRateLimits(document.paths);
    return {
      ...document,
      components: {
        ...document.components,
        headers: RATE_LIMIT_HEADERS,
        schemas: { ...document.components?.schemas, ...problemSchemas() },
      },
    };
  }

  private head(): Omit<OpenAPIObject, 'paths'> {
    const { url, secure } = this.publicUrl;
    const issuer = this.environment.OIDC_ISSUER?.replace(/\/$/, '') ?? this.publicUrl.href(DemoClient.path);
    const builder = new DocumentBuilder()
      .setTitle('Quindici')
      .setDescription(DESCRIPTION)
      .setVersion(packageVersion)
      .setContact(this.environment.OPERATOR_NAME, url.origin, '')
      .setTermsOfService(this.publicUrl.href('/note-legali'))
      .setLicense('EUPL-1.2', LICENCE_TEXT)
      .addExtension('x-summary', SUMMARY, 'info')
      .addExtension('x-api-id', API_ID, 'info')
      .addSecurity('session', { type: 'apiKey', in: 'cookie', name: secure ? '__Host-sid' : 'sid' })
      .addSecurity('token', { type: 'http', scheme: 'bearer' })
      .addSecurity('client', { type: 'http', scheme: 'basic' })
      .addSecurity('provider', {
        type: 'openIdConnect',
        openIdConnectUrl: `${issuer}/.well-known/openid-configuration`,
      });
    for (const [tag, description] of Object.entries(TAGS)) builder.addTag(tag, description);
    const head = builder.build();
    const sandbox = secure ? {} : { 'x-sandbox': true };
    delete head.info.contact!.email;
    return { ...head, servers: [{ url: url.origin, description: this.environment.OPERATOR_NAME, ...sandbox }] };
  }
}
