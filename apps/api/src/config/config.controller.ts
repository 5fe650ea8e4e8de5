import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type AppConfig, appConfigSchema, signInChoiceSchema } from '#libs/contracts';
import { ENVIRONMENT, type Environment } from '#libs/platform';
import { Access } from '../auth/access.decorator.js';
import { packageVersion } from '../http/package-root.js';
import { ApiAnswer } from '../openapi/api-answer.decorator.js';

@ApiTags('service')
@Controller('api/v1/config')
export class ConfigController {
  constructor(@Inject(ENVIRONMENT) private readonly environment: Environment) {}

  private get choices(): Environment['OIDC_CHOICES'] {
    return this.environment.AUTH_DEMO ? {} : this.environment.OIDC_CHOICES;
  }

  @Get()
  @Access('public')
  @ApiOperation({
    operationId: 'show_config',
    summary: 'What a client must know first',
    description: 'Public settings of this deployment: who runs it, and whether it is a demonstration.',
  })
  @ApiAnswer(200, appConfigSchema, 'The settings')
  show(): AppConfig {
    return {
      version: packageVersion,
      demo: this.environment.AUTH_DEMO,
      signIn: signInChoiceSchema.options.filter((choice) => this.choices[choice] !== undefined),
      operator: this.environment.OPERATOR_NAME,
      accessibilityStatementUrl: this.environment.ACCESSIBILITY_STATEMENT_URL ?? null,
      privacyUrl: this.environment.PRIVACY_URL ?? null,
    };
  }
}
