import { ApiResponse } from '@nestjs/swagger';
import { oauthErrorSchema } from '#libs/contracts';

const MEANINGS = {
  400: 'The request does not fit OAuth, or asks for a scope that the client does not have',
  401: 'The client is not known, its secret is wrong or it was revoked',
} as const;

/** Declares refusals in the form of OAuth. */
export function ApiOauthErrors(...statuses: readonly (keyof typeof MEANINGS)[]): MethodDecorator {
  return (controller, method, descriptor) => {
    for (const status of statuses)
      ApiResponse({ status, description: MEANINGS[status], standardSchema: oauthErrorSchema })(
        controller,
        method,
        descriptor,
      );
  };
}
