/** RFC 7644 §8.1. */
export const SCIM_JSON = 'application/scim+json';
