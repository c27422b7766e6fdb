import { quote } from './validation/field-error.ts';

/** Why a value is neither a number nor a percentage, in Kubernetes' words. */
export class IntOrPercentError extends Error {}

/**
 * A number as it is, or a percentage of `total`, rounded up or down.
 * `staging/src/k8s.io/apimachinery/pkg/util/intstr/intstr.go`, GetScaledValueFromIntOrPercent
 * @throws IntOrPercentError when a text is no percentage
 */
export function scaledIntFromIntOrPercent(value: number | string, total: number, roundUp: boolean): number {
  if (typeof value === 'number') return value;
  const scaled = (parsePercent(value) * total) / 100;
  return roundUp ? Math.ceil(scaled) : Math.floor(scaled);
}

function parsePercent(text: string): number {
  if (!text.endsWith('%')) {
    throw new IntOrPercentError('invalid value for IntOrString: invalid type: string is not a percentage');
  }
  const digits = text.slice(0, -1);
  if (!/^[+-]?[0-9]+$/.test(digits)) {
    throw new IntOrPercentError(
      `invalid value for IntOrString: invalid value ${quote(text)}: strconv.Atoi: parsing ${quote(digits)}: invalid syntax`,
    );
  }
  return Number(digits);
}
