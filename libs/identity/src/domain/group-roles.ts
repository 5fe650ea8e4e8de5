import type { GroupRole } from '#libs/platform';

/**
 * Which of the configured roles the groups of a person give. Groups are compared letter by letter, as the provider writes them.
 * @param claim a list of names, one name, or anything else, which names no group
 */
export function rolesOf(claim: unknown, rules: readonly GroupRole[]): readonly GroupRole[] {
  const names = new Set<unknown>(Array.isArray(claim) ? claim : [claim]);
  return rules.filter(({ group }) => names.has(group));
}
