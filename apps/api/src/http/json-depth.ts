import { DomainError } from '#libs/kernel';

const DEEPEST = 32;

export class JsonTooDeep extends DomainError {
  readonly code = 'json-too-deep';
  readonly kind = 'invalid';

  constructor() {
    super(`The JSON nests deeper than ${DEEPEST} levels`);
  }
}

/**
 * Counts brackets outside strings, before anything is parsed or walked.
 * @throws JsonTooDeep
 */
export function assertShallow(json: string): void {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < json.length; i++) {
    const character = json[i];
    if (inString) {
      if (character === '\\') i++;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{' || character === '[') {
      if (++depth > DEEPEST) throw new JsonTooDeep();
    } else if (character === '}' || character === ']') depth--;
  }
}
