import type { ReactElement } from 'react';
import { clockOf } from '../../model/clock-of.ts';
import type { PodLife } from './lives.ts';
import { t } from './messages.en.ts';
import type { Picture, Side } from './side.ts';

/** What the drawings show, as a table for those who do not see them. */
export function Twin({
  sides,
  picture,
}: {
  readonly sides: readonly Side[];
  readonly picture: Picture;
}): ReactElement {
  return (
    <div className="visually-hidden">
      <table>
        <caption>{t('compare.twin')}</caption>
        <thead>
          <tr>
            {[t('compare.branch'), t('compare.pod'), t('compare.image'), t('compare.life')].map((text) => (
              <th key={text} scope="col">
                {text}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sides.flatMap(({ branch, layout }) =>
            layout.groups.flatMap(({ pods }) =>
              pods.map((pod) => (
                <tr key={`${branch.id} ${pod.key}`}>
                  <td>{branch.name}</td>
                  <th scope="row">{pod.name}</th>
                  <td>{pod.image}</td>
                  <td>{lifeInWords(pod, picture)}</td>
                </tr>
              )),
            ),
          )}
        </tbody>
      </table>
    </div>
  );
}

function lifeInWords({ spans, goneMs }: PodLife, { startedAt, scale }: Picture): string {
  const words = spans
    .filter(({ toMs }) => toMs === null || toMs > scale.fromMs)
    .map(({ state, fromMs }) => t('compare.span', { state, clock: clockOf(startedAt, fromMs) }));
  if (goneMs !== null) words.push(t('compare.gone', { clock: clockOf(startedAt, goneMs) }));
  return words.join(', ');
}
