import type { Container, ResourceFieldSelector } from '../../engine/api/generated/types.ts';
import { parseQuantity, quantityToBytes, quantityToMilli } from '../../engine/api/quantity.ts';

/**
 * What a `resourceFieldRef` gives the container, in units of its divisor, rounded up.
 * `kubectl/pkg/util/resource/resource.go` ExtractContainerResourceValue
 */
export function resourceValue(
  { resource, divisor }: ResourceFieldSelector,
  { resources }: Container,
): string {
  const [list, ...rest] = resource.split('.');
  const name = rest.join('.');
  const quantity = (list === 'limits' ? resources?.limits : resources?.requests)?.[name];
  const isCpu = name === 'cpu';
  if (quantity === undefined)
    return list === 'limits' && (isCpu || name === 'memory') ? 'node allocatable' : '0';
  const given =
    divisor !== undefined && divisor !== '' && parseQuantity(divisor) !== undefined && divisor !== '0';
  const unit = given ? divisor : '1';
  const value = isCpu
    ? quantityToMilli(quantity) / quantityToMilli(unit)
    : quantityToBytes(quantity) / quantityToBytes(unit);
  return String(Math.ceil(value));
}
