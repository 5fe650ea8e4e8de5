const HIDDEN = '[hidden]';

/** What a query may carry on the way to and from an identity provider. */
const IN_ADDRESSES =
  /([?&#](?:code|state|nonce|session_state|[a-z_]*token|[a-z_]*secret|client_assertion|code_verifier|code_challenge|password|passwd|api_?key)=)[^&#\s"'<>]*/gi;
const IN_OBJECTS =
  /(["']?(?:[a-z_-]*token|[a-z_-]*secret|client_?assertion|code_?verifier|nonce|password|passwd|authorization|(?:set-)?cookie)["']?\s*:\s*)("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^\s,;}\]]+)/gi;
const IN_HEADERS = /^((?:set-cookie|cookie|authorization|proxy-authorization)\s*:).*$/gim;
const CREDENTIALS = /\b(Bearer|Basic|DPoP)\s+[\w.~+/=-]+/gi;
const COOKIES = /\b((?:__Host-)?(?:sid|sign-in|_session|_interaction)(?:\.[\w.]+)?)=[^;\s,"']+/g;
const IN_DATABASE_ADDRESSES = /\b([a-z][a-z+.-]*:\/\/[^\s:@/]*):[^\s@/]+@/gi;
const SIGNED_TOKENS = /\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)*/g;
/** Random bits in base64url, as our own tokens are: words, hashes in hex and UUIDs lack one of the three sorts of characters. */
const RANDOM = /(?<![\w-])(?=[\w-]*[a-z])(?=[\w-]*[A-Z])(?=[\w-]*\d)[\w-]{40,}/g;
/** An Italian tax code, also one whose digits were replaced by letters against doubles (omocodia). */
const TAX_CODES =
  /(?<![A-Z0-9])[A-Z]{6}[\dLMNPQRSTUV]{2}[A-EHLMPRST][\dLMNPQRSTUV]{2}[A-Z][\dLMNPQRSTUV]{3}[A-Z](?![A-Z0-9])/gi;
/** What PostgreSQL quotes after a colon is a value that it was given; names of tables come without a colon. */
const DATABASE_ERRORS = /(?:QueryFailedError|\berror): [^]*?(?=\n\s+at |$)/g;
const QUOTED_VALUE = /: ".*"/gs;

/** A line of the log without what must not be in it. The only place that knows what that is. */
export function redact(text: string): string {
  return text
    .replace(IN_HEADERS, `$1 ${HIDDEN}`)
    .replace(CREDENTIALS, `$1 ${HIDDEN}`)
    .replace(IN_ADDRESSES, `$1${HIDDEN}`)
    .replace(IN_OBJECTS, `$1${HIDDEN}`)
    .replace(COOKIES, `$1=${HIDDEN}`)
    .replace(IN_DATABASE_ADDRESSES, `$1:${HIDDEN}@`)
    .replace(SIGNED_TOKENS, HIDDEN)
    .replace(DATABASE_ERRORS, (error) => error.replace(QUOTED_VALUE, `: ${HIDDEN}`))
    .replace(TAX_CODES, HIDDEN)
    .replace(RANDOM, HIDDEN);
}
