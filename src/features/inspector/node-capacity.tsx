/** What a node has, what of it pods may have, and what they ask for. */
import type { ReactElement } from 'react';
import type { Container, Node, Pod } from '../../engine/api/generated/types.ts';
import { useResource } from '../../model/mirror.ts';
import { BarList } from './bar-list.tsx';
import type { BarRow } from './bar-list.tsx';
import { t } from './kind-messages.en.ts';
import { amountOf, bytesText, coresText } from './quantity.ts';

export function NodeCapacity({ node }: { readonly node: Node }): ReactElement {
  const pods = (useResource('pods') as readonly Pod[]).filter(
    ({ spec, status }) =>
      spec?.nodeName === node.metadata?.name && status?.phase !== 'Succeeded' && status?.phase !== 'Failed',
  );
  const asked = (resource: string) => pods.reduce((sum, pod) => sum + requestOf(pod, resource), 0);
  const rows = [
    rowOf(node, 'cpu', asked('cpu'), coresText),
    rowOf(node, 'memory', asked('memory'), bytesText),
    rowOf(node, 'pods', pods.length, String),
  ];
  return (
    <>
      <h3>{t('kind.capacity')}</h3>
      <BarList rows={rows} />
    </>
  );
}

function rowOf({ status }: Node, name: string, asked: number, print: (amount: number) => string): BarRow {
  const allocatable = amountOf(status?.allocatable?.[name]);
  const capacity = amountOf(status?.capacity?.[name]);
  return {
    name,
    share: allocatable === 0 ? 0 : asked / allocatable,
    text: t('kind.capacityOf', { asked: print(asked), allocatable: print(allocatable) }),
    ...(capacity === allocatable ? {} : { note: t('kind.capacityAll', { capacity: print(capacity) }) }),
  };
}

/**
 * What the scheduler counts: containers and sidecars together, or the largest init container with the sidecars before it
 * (`pkg/api/v1/resource/helpers.go`).
 */
function requestOf({ spec }: Pod, resource: string): number {
  const of = ({ resources }: Container): number =>
    amountOf(resources?.requests?.[resource] ?? resources?.limits?.[resource]);
  let sidecars = 0;
  let largest = 0;
  for (const container of spec?.initContainers ?? []) {
    if (container.restartPolicy === 'Always') sidecars += of(container);
    largest = Math.max(largest, container.restartPolicy === 'Always' ? sidecars : sidecars + of(container));
  }
  const running = (spec?.containers ?? []).reduce((sum, container) => sum + of(container), sidecars);
  return Math.max(running, largest) + amountOf(spec?.overhead?.[resource]);
}
