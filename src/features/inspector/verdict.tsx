/** What the scheduler thought of each node when it last tried to place the pod: who was refused, who scored how. */
import { useEffect, useState } from 'react';
import type { ReactElement } from 'react';
import type { Pod } from '../../engine/api/generated/types.ts';
import type { SchedulerVerdict } from '../../engine/index.ts';
import { useSelection } from '../../model/selection-store.ts';
import { session } from '../../model/session.ts';
import { t } from './messages.en.ts';

export function Verdict({ pod }: { readonly pod: Pod }): ReactElement | null {
  const verdict = useVerdict(pod);
  if (verdict === null) return null;
  const hidden =
    verdict.feasibleCount + verdict.refusedCount - verdict.scores.length - verdict.refusals.length;
  const isPlaced = verdict.nodeName !== undefined;
  return (
    <section className="verdict" aria-labelledby="verdict-title">
      <h3 id="verdict-title">{isPlaced ? t('verdict.title') : t('verdict.titleNone')}</h3>
      <p className="sub">{isPlaced ? t('verdict.scored') : verdict.message}</p>
      <div className="verdict-scroll" role="group" tabIndex={0} aria-labelledby="verdict-title">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('verdict.node')}</th>
              {verdict.scorePlugins.map((plugin, at) => (
                <th key={plugin} scope="col">
                  {plugin}{' '}
                  <span className="sub">{t('verdict.weight', { weight: verdict.weights[at]! })}</span>
                </th>
              ))}
              {isPlaced ? <th scope="col">{t('verdict.total')}</th> : <th />}
            </tr>
          </thead>
          <tbody>
            <Scored verdict={verdict} />
            <Refused verdict={verdict} />
          </tbody>
        </table>
      </div>
      {hidden > 0 ? <p className="sub">{t('verdict.more', { count: hidden })}</p> : null}
    </section>
  );
}

function Scored({ verdict }: { readonly verdict: SchedulerVerdict }): ReactElement {
  const winner = verdict.scores.find(({ node }) => node === verdict.nodeName);
  const rival = verdict.scores.find(({ node }) => node !== verdict.nodeName);
  return (
    <>
      {verdict.scores.map(({ node, scores, total }) => (
        <tr key={node} data-chosen={node === verdict.nodeName} {...litBy(node)}>
          <NodeCell node={node} />
          {scores.map((score, at) => {
            const ahead = node === winner?.node && rival !== undefined ? score - rival.scores[at]! : 0;
            return (
              <td key={verdict.scorePlugins[at]} className="numeric" data-decides={ahead > 0}>
                {Math.round(score)}
                {ahead > 0 ? <span className="verdict-ahead"> +{Math.round(ahead)}</span> : null}
                <meter
                  aria-hidden="true"
                  min={0}
                  max={100 * verdict.weights[at]!}
                  value={Math.max(0, score)}
                />
              </td>
            );
          })}
          <td className="numeric">
            <strong>{Math.round(total)}</strong>
            {node === verdict.nodeName ? <span className="verdict-word">{t('verdict.chosen')}</span> : null}
          </td>
        </tr>
      ))}
    </>
  );
}

function Refused({ verdict }: { readonly verdict: SchedulerVerdict }): ReactElement {
  return (
    <>
      {verdict.refusals.map(({ node, plugin, reasons }) => (
        <tr key={node} data-refused {...litBy(node)}>
          <NodeCell node={node} />
          <td colSpan={verdict.scorePlugins.length + 1}>
            <code>{plugin}</code> {reasons.join(', ')}{' '}
            <strong className="verdict-word">{t('verdict.filtered')}</strong>
          </td>
        </tr>
      ))}
    </>
  );
}

function NodeCell({ node }: { readonly node: string }): ReactElement {
  const isLit = useSelection((state) => state.hovered === `nodes//${node}`);
  return (
    <th scope="row" data-lit={isLit}>
      <button
        type="button"
        onFocus={() => useSelection.getState().hover(`nodes//${node}`)}
        onBlur={() => useSelection.getState().hover(null)}
        onClick={() => useSelection.setState({ revealed: { key: `nodes//${node}` } })}
      >
        {node}
      </button>
    </th>
  );
}

/** A row and its machine on the canvas light each other. */
function litBy(node: string): { onPointerEnter: () => void; onPointerLeave: () => void } {
  const { hover } = useSelection.getState();
  return { onPointerEnter: () => hover(`nodes//${node}`), onPointerLeave: () => hover(null) };
}

/** The verdict at the moment shown; asked anew when the pod was bound or refused anew. */
function useVerdict({ metadata, spec, status }: Pod): SchedulerVerdict | null {
  const [kept, setKept] = useState<{ told: string; found: SchedulerVerdict | null } | null>(null);
  const { uid = '' } = metadata ?? {};
  const scheduled = status?.conditions?.find(({ type }) => type === 'PodScheduled');
  const told = [spec?.nodeName, scheduled?.status, scheduled?.message].join('\n');
  useEffect(() => {
    let isWanted = true;
    const keep = (found: SchedulerVerdict | null): void => {
      if (isWanted) setKept({ told, found });
    };
    session.verdict(uid).then(keep, () => keep(null));
    return () => {
      isWanted = false;
    };
  }, [uid, told]);
  return kept?.found?.uid === uid ? kept.found : null;
}
