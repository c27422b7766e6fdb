import type { Adapters } from '../adapter.ts';
import {
  addQuantities,
  compareQuantities,
  formatQuantity,
  parseQuantity,
  QuantityError,
  scaledValue,
  subtractQuantities,
} from '../../../engine/api/quantity.ts';

const maxInt64 = 9223372036854775807n;

/** The suite leaves out integers that don't fit an int64. */
function integers(text: string): object {
  const quantity = parseQuantity(text);
  const value = scaledValue(quantity, 0);
  return {
    canonical: formatQuantity(quantity),
    format: quantity.format,
    ...(value < maxInt64 ? { value: `${value}` } : {}),
    ...(value <= maxInt64 / 1000n ? { milliValue: `${scaledValue(quantity, -3)}` } : {}),
  };
}

export const adapters: Adapters = {
  'api/quantity-parse': ({ quantity }: { quantity: string }) => {
    try {
      return integers(quantity);
    } catch (error) {
      if (error instanceof QuantityError) return { error: error.message };
      throw error;
    }
  },
  'api/quantity-arithmetic': (input: { a: string; b: string }) => {
    const a = parseQuantity(input.a);
    const b = parseQuantity(input.b);
    return {
      compare: compareQuantities(a, b),
      sum: formatQuantity(addQuantities(a, b)),
      difference: formatQuantity(subtractQuantities(a, b)),
    };
  },
};
