/** Who manages fields of the object; choosing one lights its lines. People's tools bear the accent. */
import type { ReactElement } from 'react';
import { clockOf } from './clock-of.ts';
import type { FieldOwner } from './field-owners.ts';
import { t } from './messages.en.ts';

export interface OwnerLegendProps {
  readonly owners: readonly FieldOwner[];
  readonly lit: string | null;
  readonly onLight: (id: string | null) => void;
}

export function OwnerLegend({ owners, lit, onLight }: OwnerLegendProps): ReactElement | null {
  if (owners.length === 0) return null;
  return (
    <div className="owner-legend" role="group" aria-label={t('inspector.yamlOwners')}>
      {owners.map((owner) => (
        <button
          key={owner.id}
          type="button"
          className="owner-chip"
          data-person={isPerson(owner) || undefined}
          aria-pressed={owner.id === lit}
          onClick={() => onLight(owner.id === lit ? null : owner.id)}
        >
          <b className="mono" aria-hidden="true">
            {initialsOf(owner.manager)}
          </b>
          <span>{owner.manager}</span>
          <span className="sub numeric">
            {[owner.operation, owner.subresource, clockOf(owner.time)].filter(Boolean).join(' · ')}
          </span>
        </button>
      ))}
    </div>
  );
}

/** `dc` of `deployment-controller`, `k` of `kubectl`. */
export function initialsOf(manager: string): string {
  return manager
    .split(/[^a-zA-Z0-9]+/)
    .slice(0, 2)
    .map((part) => part.charAt(0))
    .join('')
    .toLowerCase();
}

export function isPerson({ manager }: FieldOwner): boolean {
  return /^(user|kubectl|podarium|helm|curl)/.test(manager);
}

export function ownerWords({ manager, operation, subresource, time }: FieldOwner): string {
  return [manager, operation, subresource, clockOf(time)].filter(Boolean).join(' · ');
}
