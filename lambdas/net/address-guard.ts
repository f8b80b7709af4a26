import { BlockList, isIP } from 'node:net';

/** Special-purpose IPv4 blocks (IANA registry): not reachable from everywhere, or not one host. */
const IPV4_SPECIAL: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.31.196.0', 24],
  ['192.52.193.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['192.175.48.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];

/** Blocks inside 2000::/3 that are special: Teredo and other protocols, documentation, 6to4, AS112. */
const IPV6_SPECIAL: readonly (readonly [string, number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['2620:4f:8000::', 48],
  ['3fff::', 20],
];

const special = new BlockList();
for (const [net, prefix] of IPV4_SPECIAL) special.addSubnet(net, prefix, 'ipv4');
for (const [net, prefix] of IPV6_SPECIAL) special.addSubnet(net, prefix, 'ipv6');

/** The only IPv6 space handed out for hosts; mapped, NAT64, unique local, link-local and multicast lie outside. */
const global = new BlockList();
global.addSubnet('2000::', 3, 'ipv6');

/**
 * True for the address of a host on the public internet. False for private, loopback, link-local, shared, reserved and
 * multicast space, for IPv6 addresses that carry an IPv4 one (mapped, NAT64, 6to4, Teredo), for one with a zone, and for
 * anything that is not a plain literal address (`0x7f.1`, `localhost`).
 */
export function isPublicAddress(ip: string): boolean {
  const family = isIP(ip);
  if (family === 4) return !special.check(ip, 'ipv4');
  return family === 6 && !ip.includes('%') && global.check(ip, 'ipv6') && !special.check(ip, 'ipv6');
}
