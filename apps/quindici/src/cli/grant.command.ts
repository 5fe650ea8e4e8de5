import type { Command } from 'commander';
import type { OperatorGranted } from '#libs/identity';
import type { CommandContext } from '../control/command.js';
import type { GrantArgs } from '../people/grant-args.js';

export function addGrant(program: Command, context: CommandContext): void {
  withRole(program.command('grant').description('gives a person a role, whether they ever signed in or not')).action(
    async (args: GrantArgs) => {
      const { personId, isNew, isNewPerson } = await context.run<OperatorGranted>('grant', args, () => undefined);
      const known = isNewPerson ? ', who has not signed in so far' : '';
      console.log(`${isNew ? 'Granted' : 'They already had'} ${described(args)} (person ${personId}${known})`);
    },
  );
  withRole(program.command('revoke').description('takes a role away from a person')).action(async (args: GrantArgs) => {
    const { personId } = await context.run<{ readonly personId: string }>('revoke', args, () => undefined);
    console.log(`Revoked ${described(args)} (person ${personId})`);
  });
}

const withRole = (command: Command): Command =>
  command
    .requiredOption('--issuer <url>', 'who vouches for the person, as OIDC_ISSUER has it')
    .requiredOption('--subject <sub>', 'the subject by which that issuer knows them')
    .requiredOption('--role <role>', 'such as network_admin, org_admin, hub_manager, auditor')
    .option('--organisation <organisation>', 'id, name or IPA code; none: the whole network')
    .option('--hub <hub>', 'id or slug; none: the whole organisation');

const described = ({ role, subject, issuer, organisation, hub }: GrantArgs): string =>
  `${role} of ${[hub, organisation ?? 'the network'].filter((part) => part != null).join(' in ')}: ${subject} of ${issuer}`;
