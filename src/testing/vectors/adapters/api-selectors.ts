import type { Adapters } from '../adapter.ts';
import {
  escapeFieldValue,
  FieldSelectorError,
  formatFieldSelector,
  matchesFields,
  parseFieldSelector,
} from '../../../engine/api/field-selector.ts';
import { IntOrPercentError, scaledIntFromIntOrPercent } from '../../../engine/api/int-or-percent.ts';
import {
  formatLabelSelector,
  matchesLabels,
  parseLabelSelector,
  SelectorError,
  selectorFromObject,
} from '../../../engine/api/label-selector.ts';

type Refusal = new (message?: string) => Error;

function orError(refusal: Refusal, compute: () => unknown): unknown {
  try {
    return compute();
  } catch (error) {
    if (error instanceof refusal) return { error: error.message };
    throw error;
  }
}

export const adapters: Adapters = {
  'api/label-selector-parse': ({ selector }) =>
    orError(SelectorError, () => {
      const requirements = parseLabelSelector(selector);
      return { requirements, canonical: formatLabelSelector(requirements) };
    }),
  'api/label-selector-match': ({ selector, labels }) => matchesLabels(parseLabelSelector(selector), labels),
  'api/label-selector-object': ({ labelSelector }) => {
    try {
      const selector = selectorFromObject(labelSelector);
      return selector === undefined ? { matchesNothing: true } : { canonical: formatLabelSelector(selector) };
    } catch (error) {
      if (error instanceof SelectorError) return { invalid: true };
      throw error;
    }
  },
  'api/field-selector-parse': ({ selector }) =>
    orError(FieldSelectorError, () => {
      const requirements = parseFieldSelector(selector);
      return { requirements, canonical: formatFieldSelector(requirements) };
    }),
  'api/field-selector-match': ({ selector, fields }) => matchesFields(parseFieldSelector(selector), fields),
  'api/field-selector-escape': ({ value }) => escapeFieldValue(value),
  'api/int-or-percent': ({ value, total, roundUp }) =>
    orError(IntOrPercentError, () => ({ value: scaledIntFromIntOrPercent(value, total, roundUp) })),
};
