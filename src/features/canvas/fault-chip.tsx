/** Says which fault weighs on something; to end it is in the menu of that something. */
import type { ReactElement } from 'react';
import type { Fault } from '../../engine/api/podarium.ts';
import { Icon } from '../../ui/icon.tsx';
import { faultWords } from './fault-words.ts';
import { t } from './messages.en.ts';

/** One fault in words, more as a number. */
export function FaultChip({ faults }: { readonly faults: readonly Fault[] }): ReactElement | null {
  const words = faults.flatMap(({ spec }) => (spec === undefined ? [] : [faultWords(spec)]));
  const [first] = words;
  if (first === undefined) return null;
  return (
    <span className="fault-chip" title={words.join(', ')}>
      <Icon name="bolt" size={10} />
      <span>{words.length === 1 ? first : t('canvas.fault.more', { first, n: words.length - 1 })}</span>
    </span>
  );
}
