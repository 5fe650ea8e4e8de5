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

export class RepeatedKey extends DomainError {
  readonly code = 'repeated-key';
  readonly kind = 'invalid';

  constructor() {
    super('An object of the body names a member twice: which one is meant can not be known');
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

const STRING_OR_BRACKET = /"(?:[^"\\]|\\.)*"|[{}[\]]/gs;
const COLON = /\s*:/y;

/**
 * Whether an object names a member twice. Of two parsers in a row each may take another one for true, so that what is checked is not what is done.
 * @param json that was parsed and is known to be well formed
 */
export function repeatsKey(json: string): boolean {
  const open: Set<string>[] = [];
  for (const { 0: token, index } of json.matchAll(STRING_OR_BRACKET)) {
    if (token === '{' || token === '[') open.push(new Set());
    else if (token === '}' || token === ']') open.pop();
    else {
      COLON.lastIndex = index + token.length;
      if (!COLON.test(json)) continue;
      const keys = open.at(-1)!;
      const key = token.includes('\\') ? (JSON.parse(token) as string) : token.slice(1, -1);
      if (keys.has(key)) return true;
      keys.add(key);
    }
  }
  return false;
}
