import type { ReactElement } from 'react';
import type { Figures as Sums } from './availability.ts';
import { t } from './messages.en.ts';
import { secondsText } from './ready-area.tsx';

/** What the way of a branch cost, in four numbers. */
export function Figures({
  figures,
  wanted,
}: {
  readonly figures: Sums;
  readonly wanted: number;
}): ReactElement {
  const { worstReady, worstWanted, nobodyMs, missingPodSeconds, allReadyAfterMs } = figures;
  const seconds = (ms: number): string => t('compare.seconds', { seconds: secondsText(ms) });
  return (
    <dl className="cmp-figures">
      <div>
        <dd>{t('compare.worst', { ready: worstReady, wanted: worstWanted })}</dd>
        <dt>{t('compare.worstAbout')}</dt>
      </div>
      <div>
        <dd>{seconds(nobodyMs)}</dd>
        <dt>{t('compare.nobodyAbout')}</dt>
      </div>
      <div>
        <dd>{secondsText(missingPodSeconds * 1000)}</dd>
        <dt>{t('compare.missingAbout')}</dt>
      </div>
      <div>
        <dd>{allReadyAfterMs === null ? t('compare.notYet') : seconds(allReadyAfterMs)}</dd>
        <dt>
          {allReadyAfterMs === null ? t('compare.notYetAbout') : t('compare.allReadyAbout', { n: wanted })}
        </dt>
      </div>
    </dl>
  );
}
