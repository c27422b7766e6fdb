/** A node in the verdict: its total or what refused it, always in view; its figures unfold. */
import { useId, useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import type { SchedulerVerdict } from '../../engine/index.ts';
import { useSelection } from '../../model/selection-store.ts';
import { Icon } from '../../ui/icon.tsx';
import { t } from './messages.en.ts';
import { leadOf, tellingPlugins } from './verdict-rank.ts';
import type { Scored } from './verdict-rank.ts';

interface ScoredRowProps {
  readonly verdict: SchedulerVerdict;
  readonly scored: Scored;
}

export function ScoredRow({ verdict, scored }: ScoredRowProps): ReactElement {
  const isChosen = scored.node === verdict.nodeName;
  const plugins = tellingPlugins(verdict);
  return (
    <Row
      node={scored.node}
      look={isChosen ? 'chosen' : 'scored'}
      result={
        <>
          {isChosen ? (
            <span className="verdict-chosen">
              <Icon name="check" />
              {t('verdict.chosen')}
            </span>
          ) : null}
          <b className="numeric">{Math.round(scored.total)}</b>
        </>
      }
      strip={
        <span className="verdict-strip" aria-hidden="true">
          {plugins.map((at) => (
            <Bar key={at} verdict={verdict} scored={scored} at={at} />
          ))}
        </span>
      }
    >
      <dl className="verdict-figures">
        {plugins.map((at) => (
          <Figure key={at} verdict={verdict} scored={scored} at={at} />
        ))}
      </dl>
    </Row>
  );
}

export interface PluginScoreProps extends ScoredRowProps {
  /** In `scorePlugins`. */
  readonly at: number;
}

/** As long as the plugin may count, filled as far as it did. */
export function Bar({ verdict, scored, at }: PluginScoreProps): ReactElement {
  const full = 100 * verdict.weights[at]!;
  const share = Math.min(1, Math.max(0, scored.scores[at]! / full));
  return (
    <span
      className="verdict-bar"
      data-decides={leadOf(verdict, scored, at) > 0}
      style={{ flexGrow: verdict.weights[at]! }}
    >
      <span style={{ inlineSize: `${share * 100}%` }} />
    </span>
  );
}

function Figure({ verdict, scored, at }: PluginScoreProps): ReactElement {
  const lead = leadOf(verdict, scored, at);
  return (
    <div>
      <dt>
        {verdict.scorePlugins[at]}{' '}
        <span className="sub">{t('verdict.weight', { weight: verdict.weights[at]! })}</span>
      </dt>
      <dd className="numeric">
        {lead > 0 ? <span className="verdict-lead">{t('verdict.lead', { n: lead })}</span> : null}
        {Math.round(scored.scores[at]!)}
      </dd>
    </div>
  );
}

export function RefusedRow({
  refusal: { node, plugin, reasons },
}: {
  readonly refusal: SchedulerVerdict['refusals'][number];
}): ReactElement {
  return (
    <Row node={node} look="refused" result={<code className="verdict-refusal">{plugin}</code>}>
      <p className="sub">{reasons.join(', ')}</p>
      <p className="sub">{t('verdict.filtered')}</p>
    </Row>
  );
}

interface RowProps {
  readonly node: string;
  readonly look: 'chosen' | 'scored' | 'refused';
  readonly result: ReactNode;
  readonly strip?: ReactNode;
  readonly children: ReactNode;
}

/** A row and its machine on the canvas light each other; opened, it shows the machine. */
function Row({ node, look, result, strip, children }: RowProps): ReactElement {
  const key = `nodes//${node}`;
  const figures = useId();
  const isLit = useSelection((state) => state.hovered === key);
  const [isOpen, open] = useState(false);
  const hover = useSelection((state) => state.hover);
  return (
    <li
      data-look={look}
      data-lit={isLit}
      onPointerEnter={() => hover(key)}
      onPointerLeave={() => hover(null)}
      onFocus={() => hover(key)}
      onBlur={() => hover(null)}
    >
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls={figures}
        onClick={() => {
          open(!isOpen);
          useSelection.setState({ revealed: { key } });
        }}
      >
        <span className="verdict-node">{node}</span>
        <span className="verdict-result">{result}</span>
        {strip}
      </button>
      <div id={figures} hidden={!isOpen}>
        {isOpen ? children : null}
      </div>
    </li>
  );
}
