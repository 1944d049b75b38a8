import { isIPv6 } from 'node:net';

const GROUPS = 8;
/** A subscriber is given a /64 at least (RFC 6177), and may ask from each of its 2^64 addresses. */
const NETWORK_GROUPS = 4;

/** Whom an address counts for: an IPv4 address itself, of an IPv6 address its /64. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(address)) return address;
  const [head = '', tail = ''] = (address.split('%')[0] ?? '').split('::');
  const front = head.split(':').filter((group) => group !== '');
  const back = tail.split(':').filter((group) => group !== '');
  const gap = Array.from({ length: Math.max(0, GROUPS - front.length - back.length) }, () => '0');
  const network = [...front, ...gap, ...back].slice(0, NETWORK_GROUPS);
  return `${network.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
}
