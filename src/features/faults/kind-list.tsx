import { Fragment } from 'react';
import type { ReactElement } from 'react';
import type { FaultType } from '../../engine/api/podarium.ts';
import { faultKinds } from './fault-kinds.ts';
import { t } from './messages.en.ts';

export interface KindListProps {
  readonly value: FaultType;
  readonly onChange: (type: FaultType) => void;
}

const scopes = ['containers', 'images', 'machines'] as const;

/** All that can go wrong at one look; arrows move through it as through any group of radio buttons. */
export function KindList({ value, onChange }: KindListProps): ReactElement {
  return (
    <div className="fault-kinds" role="radiogroup" aria-label={t('faults.kinds')}>
      {scopes.map((scope) => (
        <Fragment key={scope}>
          <p className="sub">{t(`faults.kind.${scope}`)}</p>
          {faultKinds
            .filter((kind) => kind.scope === scope)
            .map(({ type }) => (
              <label key={type} className="fault-kind">
                <input
                  type="radio"
                  name="fault-type"
                  value={type}
                  checked={type === value}
                  onChange={() => onChange(type)}
                />
                <span>{type}</span>
              </label>
            ))}
        </Fragment>
      ))}
    </div>
  );
}
