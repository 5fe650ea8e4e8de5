import { type INestApplication, Injectable } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { PublicUrl } from '#libs/platform';
import { packageVersion } from '../http/package-root.js';
import { problemSchemas } from './problem-schemas.js';

const DESCRIPTION =
  'Finds and books desks in a metropolitan network of public coworking hubs by travel time, and shows how the hubs are used. ' +
  'Refusals are problem details (RFC 9457); instants are RFC 3339 in UTC.';
const SUMMARY = 'Desks within fifteen minutes: search, booking, live use and coverage';

const TAGS = {
  search: 'Free desks by travel time',
  network: 'Metros, hubs and their plans',
  booking: 'Claims of the signed-in person',
  live: 'What happens in a hub now',
  planning: 'Who is reached, and who is not',
  person: 'The signed-in person',
  service: 'The service itself',
} as const;

/** The description of the API, made from the running application when first asked for. */
@Injectable()
export class OpenApiDocument {
  private app: INestApplication | undefined;
  private built: OpenAPIObject | undefined;

  constructor(private readonly publicUrl: PublicUrl) {}

  describe(app: INestApplication): void {
    this.app = app;
  }

  get document(): OpenAPIObject {
    if (this.app === undefined) throw new Error('The application was not configured with configureApi');
    return (this.built ??= this.build(this.app));
  }

  private build(app: INestApplication): OpenAPIObject {
    const builder = new DocumentBuilder()
      .setTitle('Quindici')
      .setDescription(DESCRIPTION)
      .setVersion(packageVersion)
      .setLicense('EUPL-1.2', 'https://joinup.ec.europa.eu/collection/eupl/eupl-text-eupl-12')
      .addExtension('x-summary', SUMMARY, 'info')
      .addServer(this.publicUrl.url.origin, 'This deployment')
      .addCookieAuth('__Host-sid', { type: 'apiKey', in: 'cookie', name: '__Host-sid' }, 'session');
    for (const [tag, description] of Object.entries(TAGS)) builder.addTag(tag, description);
    const document = SwaggerModule.createDocument(app, builder.build());
    return {
      ...document,
      components: { ...document.components, schemas: { ...document.components?.schemas, ...problemSchemas() } },
    };
  }
}
