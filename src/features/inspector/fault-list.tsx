/** What weighs on an object from outside, and the press that ends it. */
import type { ReactElement } from 'react';
import type { ApiResponse } from '../../bridge/protocol.ts';
import type { Pod } from '../../engine/api/generated/types.ts';
import type { Fault } from '../../engine/index.ts';
import { faultsOnMachine, faultsOnPod, useFaults } from '../../model/faults-in-force.ts';
import { session } from '../../model/session.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { reportFailure } from '../../ui/report-failure.ts';
import { clockOf } from './clock-of.ts';
import type { InspectedObject } from './kind-of-key.ts';
import { t } from './messages.en.ts';

export function FaultList({ about }: { readonly about: InspectedObject }): ReactElement | null {
  const faults = faultsOn(about, useFaults());
  if (faults.length === 0) return null;
  return (
    <>
      <h3>{t('inspector.faults')}</h3>
      <ul className="inspector-faults">
        {faults.map(({ metadata, spec, status }) => (
          <li key={metadata?.name}>
            <Icon name="bolt" />
            <span>
              {spec?.type} <span className="sub">{detailsOf(spec)}</span>
            </span>
            <span className="sub numeric">{t('inspector.since', { clock: clockOf(status?.startedAt) })}</span>
            <Button
              look="line"
              onClick={() => reportFailure(session.endFault(metadata?.name ?? ''), refusalIn)}
            >
              {t('inspector.endFault')}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}

function faultsOn({ resource, name, object }: InspectedObject, faults: readonly Fault[]): readonly Fault[] {
  if (resource === 'pods') return faultsOnPod(faults, object as Pod);
  return resource === 'nodes' || resource === 'machines.podarium.dev' ? faultsOnMachine(faults, name) : [];
}

/** The fields that say how bad it is, as they stand in the spec. */
function detailsOf(spec: Fault['spec']): string {
  const { rate, probe, exitCode, seconds, available } = spec ?? {};
  return Object.entries({ rate, probe, exitCode, seconds, available })
    .flatMap(([field, value]) => (value === undefined ? [] : [`${field} ${value}`]))
    .join(' · ');
}

function refusalIn(answer: ApiResponse): string | undefined {
  return answer.code < 400 ? undefined : (answer.body as { message?: string }).message;
}
