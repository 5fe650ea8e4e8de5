import { DomainError } from '#libs/kernel';

const DEEPEST = 32;

export class JsonTooDeep extends DomainError {
  readonly code = 'json-too-deep';
  readonly kind = 'invalid';

  constructor() {
    super(`The JSON nests deeper than ${DEEPEST} levels`);
  }
}

export class MalformedJson extends DomainError {
  readonly code = 'malformed-json';
  readonly kind = 'invalid';

  constructor() {
    super('The body is not JSON, or has keys that would change how objects behave');
  }
}

/** Counts brackets outside strings, before anything is parsed or walked. */
export function isTooDeep(json: string): boolean {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < json.length; i++) {
    const character = json[i];
    if (inString) {
      if (character === '\\') i++;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{' || character === '[') {
      if (++depth > DEEPEST) return true;
    } else if (character === '}' || character === ']') depth--;
  }
  return false;
}
