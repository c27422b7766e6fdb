import { invalid } from './field-error.ts';
import type { Errors } from './rules.ts';

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
