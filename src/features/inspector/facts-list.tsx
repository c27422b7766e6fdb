/** Key numbers as a quiet list: the field's own name, and what stands in it. */
import type { ReactElement } from 'react';
import { mirror } from '../../model/mirror.ts';
import { factsOf } from './facts.ts';
import { t } from './kind-messages.en.ts';
import type { InspectedObject } from './kind-of-key.ts';

export function FactsList({ about }: { readonly about: InspectedObject }): ReactElement | null {
  const facts = factsOf(about, mirror);
  if (facts.length === 0) return null;
  return (
    <>
      <h3>{t('kind.facts')}</h3>
      <dl className="facts">
        {facts.map(({ name, value }) => (
          <div key={name}>
            <dt className="mono">{name}</dt>
            <dd className="numeric">{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
