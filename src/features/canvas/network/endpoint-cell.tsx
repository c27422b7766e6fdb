/** An endpoint: its pod, the address that answers, and a valve that is open when requests may come. */
import { memo } from 'react';
import type { ReactElement } from 'react';
import { isNodeLost } from '../../../bridge/appearance.ts';
import type { Node } from '../../../engine/api/generated/types.ts';
import { useObject } from '../../../model/mirror.ts';
import { useSelection } from '../../../model/selection-store.ts';
import { KindIcon } from '../../../ui/kind-icon.tsx';
import { StateMark } from '../../../ui/marks/mark.tsx';
import { useCanvas } from '../canvas-store.ts';
import { describePod } from '../describe-pod.ts';
import { useRecedes } from '../search/match-store.ts';
import { usePod } from '../use-cluster.ts';
import { t } from '../views/messages.en.ts';
import type { PlacedEndpoint } from './network-layout.ts';
import { shutWhy } from './network-rows.ts';

export const EndpointCell = memo(function EndpointCell({
  endpoint,
  ports,
  rect,
}: PlacedEndpoint): ReactElement {
  const { podKey = '', address, isReady, isServing, policies } = endpoint;
  const pod = usePod(podKey);
  const node = useObject(`nodes//${pod?.spec?.nodeName ?? ''}`) as Node | undefined;
  const isSelected = useSelection((state) => state.selected === podKey);
  const isFocused = useCanvas((state) => state.focused === podKey);
  const recedes = useRecedes(podKey);
  // Countdowns are told where the pod itself is looked at.
  const isLost = isNodeLost(node);
  const look = pod === undefined ? undefined : describePod(pod, { isNodeLost: isLost, nowEpochMs: 0 });
  const name = look === undefined ? address : look.isSuffixWord ? look.name : `${look.name} ${look.suffix}`;
  const why = isReady ? '' : isServing ? t('canvas.views.endpoint.serving') : shutWhy(pod, isLost);
  return (
    <section
      className="net-endpoint"
      style={{ left: rect.x, top: rect.y, width: rect.width, height: rect.height }}
      {...(podKey === '' ? {} : { 'data-pod': podKey })}
      data-selected={isSelected}
      data-focused={isFocused}
      data-recedes={recedes}
      data-ready={isReady}
    >
      <i className="net-valve" data-open={isReady || isServing} aria-hidden="true" />
      {look === undefined ? null : (
        <StateMark state={look.state} size={24} share={0.6} done={look.initDone} total={look.initTotal} />
      )}
      <span className="net-endpoint-names">
        <b>{name}</b>
        <span className={why === '' ? 'mono' : ''}>{why === '' ? `${address}${ports}` : why}</span>
      </span>
      {policies.length === 0 ? null : (
        <span className="net-shield" title={t('canvas.views.policy.shield', { names: policies.join(', ') })}>
          <KindIcon kind="NetworkPolicy" size={20} />
        </span>
      )}
    </section>
  );
});
