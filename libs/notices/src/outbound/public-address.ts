import { BlockList, isIPv6 } from 'node:net';

/** Everything that leads into somebody's own network, to this machine, or to no single machine at all (IANA special-purpose registries). */
const NETWORKS = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
  '::/96',
  '::ffff:0:0/96',
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '100::/64',
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  '3fff::/20',
  '5f00::/16',
  'fc00::/7',
  'fe80::/9',
  'ff00::/8',
];
const blockListOf = (networks: readonly string[]): BlockList => {
  const list = new BlockList();
  for (const network of networks) {
    const [address, bits] = network.split('/') as [string, string];
    list.addSubnet(address, Number(bits), isIPv6(address) ? 'ipv6' : 'ipv4');
  }
  return list;
};
// Apart, because a list of both kinds compares an IPv4 address with its IPv6 mapping, which is itself refused.
const special = {
  ipv4: blockListOf(NETWORKS.filter((network) => !network.includes(':'))),
  ipv6: blockListOf(NETWORKS.filter((network) => network.includes(':'))),
};

const kindOf = (address: string): 'ipv4' | 'ipv6' => (isIPv6(address) ? 'ipv6' : 'ipv4');

/** Whether the address can be that of somebody else's server on the internet. */
export const isPublicAddress = (address: string): boolean => !special[kindOf(address)].check(address, kindOf(address));

const loopback = blockListOf(['127.0.0.0/8', '::1/128']);
export const isLoopbackAddress = (address: string): boolean => loopback.check(address, kindOf(address));
