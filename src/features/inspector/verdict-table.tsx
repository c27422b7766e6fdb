/** The verdict in full: every node against every plugin. Of the large form, which has the width for it. */
import type { ReactElement } from 'react';
import type { Pod } from '../../engine/api/generated/types.ts';
import type { SchedulerVerdict } from '../../engine/index.ts';
import { t } from './messages.en.ts';
import { useVerdict } from './use-verdict.ts';
import { leadOf, rankedOf, tellingPlugins } from './verdict-rank.ts';
import { Bar } from './verdict-row.tsx';
import type { PluginScoreProps } from './verdict-row.tsx';

export function VerdictTable({ pod }: { readonly pod: Pod }): ReactElement | null {
  const verdict = useVerdict(pod);
  if (verdict === null) return null;
  const plugins = tellingPlugins(verdict);
  const isPlaced = verdict.nodeName !== undefined;
  return (
    <>
      <h3 id="verdict-large">{isPlaced ? t('verdict.title') : t('verdict.titleNone')}</h3>
      <p className="sub">{isPlaced ? t('verdict.scored') : verdict.message}</p>
      <div className="verdict-scroll" role="region" tabIndex={0} aria-labelledby="verdict-large">
        <table className="verdict-table">
          <thead>
            <tr>
              <th scope="col">{t('verdict.node')}</th>
              {plugins.map((at) => (
                <th key={at} scope="col">
                  {verdict.scorePlugins[at]}{' '}
                  <span className="sub">{t('verdict.weight', { weight: verdict.weights[at]! })}</span>
                </th>
              ))}
              <th scope="col">{t('verdict.total')}</th>
            </tr>
          </thead>
          <tbody>
            <Rows verdict={verdict} plugins={plugins} />
          </tbody>
        </table>
      </div>
    </>
  );
}

function Rows({
  verdict,
  plugins,
}: {
  readonly verdict: SchedulerVerdict;
  readonly plugins: readonly number[];
}): ReactElement {
  return (
    <>
      {rankedOf(verdict).map((scored) => (
        <tr key={scored.node} data-chosen={scored.node === verdict.nodeName}>
          <th scope="row">{scored.node}</th>
          {plugins.map((at) => (
            <Score key={at} verdict={verdict} scored={scored} at={at} />
          ))}
          <td className="numeric">
            <b>{Math.round(scored.total)}</b> {scored.node === verdict.nodeName ? t('verdict.chosen') : null}
          </td>
        </tr>
      ))}
      {verdict.refusals.map(({ node, plugin, reasons }) => (
        <tr key={node}>
          <th scope="row">{node}</th>
          <td colSpan={plugins.length}>
            <code className="verdict-refusal">{plugin}</code> {reasons.join(', ')}
          </td>
          <td>{t('verdict.filtered')}</td>
        </tr>
      ))}
    </>
  );
}

function Score({ verdict, scored, at }: PluginScoreProps): ReactElement {
  const lead = leadOf(verdict, scored, at);
  return (
    <td className="numeric">
      <Bar verdict={verdict} scored={scored} at={at} />
      {Math.round(scored.scores[at]!)}{' '}
      {lead > 0 ? <span className="verdict-lead">{t('verdict.lead', { n: lead })}</span> : null}
    </td>
  );
}
