import type { Problem, ScimError } from '#libs/contracts';

const SCIM_TYPES: Readonly<Record<string, ScimError['scimType']>> = {
  'scim-invalid-filter': 'invalidFilter',
  'scim-invalid-path': 'invalidPath',
  'scim-invalid-value': 'invalidValue',
  'scim-no-target': 'noTarget',
  'scim-immutable': 'mutability',
  'scim-not-unique': 'uniqueness',
  'invalid-request': 'invalidValue',
  'json-too-deep': 'invalidSyntax',
  'malformed-json': 'invalidSyntax',
};

/** A refusal as RFC 7644 §3.12 has it: directories read `scimType` and show `detail` to whoever runs them. */
export function scimErrorOf(problem: Problem): ScimError {
  const scimType = SCIM_TYPES[problem.code];
  const faults = (problem.errors ?? []).map(({ pointer, detail }) => `${pointer || '/'}: ${detail}`);
  return {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
    status: String(problem.status),
    ...(scimType === undefined ? {} : { scimType }),
    detail: [problem.detail ?? problem.title, ...faults].join('; '),
  };
}
