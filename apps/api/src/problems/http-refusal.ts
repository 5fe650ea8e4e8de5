import { HttpException } from '@nestjs/common';

/** A refusal that means something in HTTP alone, of a status that no domain error has. */
export class HttpRefusal extends HttpException {
  constructor(
    status: 408 | 414 | 415 | 429 | 431,
    readonly code: string,
    message: string,
  ) {
    super(message, status);
  }
}
