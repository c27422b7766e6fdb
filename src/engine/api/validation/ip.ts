/** IP addresses and ranges. `staging/src/k8s.io/apimachinery/pkg/util/validation/ip.go` */
import { invalid } from './field-error.ts';
import type { Errors } from './rules.ts';

export function isIpv4(text: string): boolean {
  const parts = text.split('.');
  return (
    parts.length === 4 && parts.every((part) => /^(0|[1-9][0-9]{0,2})$/.test(part) && Number(part) < 256)
  );
}

export function isIpv6(text: string): boolean {
  const halves = text.split('::');
  if (!text.includes(':') || halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  const last = groups.at(-1) ?? '';
  const embedded = last.includes('.');
  if (embedded && !isIpv4(last)) return false;
  const words = embedded ? groups.slice(0, -1) : groups;
  const count = words.length + (embedded ? 2 : 0);
  const counted = halves.length === 2 ? count < 8 : count === 8;
  return counted && words.every((word) => /^[0-9a-fA-F]{1,4}$/.test(word));
}

export function checkIp(text: string, path: string, errors: Errors): boolean {
  if (isIpv4(text) || isIpv6(text)) return true;
  errors.push(invalid(path, text, 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)'));
  return false;
}

/** A range of addresses as its first bits. */
interface Range {
  readonly bits: string;
  readonly family: 4 | 6;
}

function parseCidr(text: string): Range | undefined {
  const [, address = '', length = ''] = /^([^/]+)\/(0|[1-9][0-9]{0,2})$/.exec(text) ?? [];
  const family = isIpv4(address) ? 4 : isIpv6(address) ? 6 : undefined;
  if (family === undefined || Number(length) > (family === 4 ? 32 : 128)) return undefined;
  return { bits: addressBits(address).slice(0, Number(length)), family };
}

function addressBits(address: string): string {
  if (isIpv4(address))
    return address
      .split('.')
      .map((part) => binary(Number(part), 8))
      .join('');
  const plain = address.replace(/[^:]*\.[^:]*$/, (embedded) => {
    const bits = addressBits(embedded);
    return [bits.slice(0, 16), bits.slice(16)].map((half) => Number.parseInt(half, 2).toString(16)).join(':');
  });
  const [head = '', tail] = plain.split('::').map((half) => half.split(':').filter((word) => word !== ''));
  const front = [...head];
  const back = tail ?? [];
  const zeros = Array.from({ length: 8 - front.length - back.length }, () => '0');
  return [...front, ...zeros, ...back].map((word) => binary(Number.parseInt(word, 16), 16)).join('');
}

function binary(value: number, digits: number): string {
  return value.toString(2).padStart(digits, '0');
}

export function isCidr(text: string): boolean {
  return parseCidr(text) !== undefined;
}

/** Whether the inner range lies within the outer and is smaller. */
export function isStrictSubset(inner: string, outer: string): boolean {
  const [small, large] = [parseCidr(inner), parseCidr(outer)];
  if (small === undefined || large === undefined || small.family !== large.family) return false;
  return small.bits.length > large.bits.length && small.bits.startsWith(large.bits);
}

export function checkCidr(text: string, path: string, errors: Errors): void {
  if (isCidr(text)) return;
  errors.push(invalid(path, text, 'must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)'));
}

const ranges: readonly (readonly [RegExp, string])[] = [
  [/^(0\.0\.0\.0|::)$/, 'may not be unspecified (0.0.0.0 or ::)'],
  [/^(127\.|::1$)/, 'may not be in the loopback range (127.0.0.0/8, ::1/128)'],
  [/^(169\.254\.|fe[89ab])/i, 'may not be in the link-local range (169.254.0.0/16, fe80::/10)'],
  [/^(224\.0\.0\.|ff[0-9a-f]2:)/i, 'may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)'],
];

/** Addresses that no Service may claim. `pkg/apis/core/validation/validation.go`, ValidateNonSpecialIP */
export function checkNonSpecialIp(address: string, path: string, errors: Errors): void {
  for (const [pattern, detail] of ranges)
    if (pattern.test(address)) errors.push(invalid(path, address, detail));
}
