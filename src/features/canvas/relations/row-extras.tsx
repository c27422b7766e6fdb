/** What the tree grid says of an object beside itself: what it misses, and, while it is looked at, whom it belongs to. */
import { memo, useMemo } from 'react';
import type { ReactElement } from 'react';
import { useSelection } from '../../../model/selection-store.ts';
import { useCanvas } from '../canvas-store.ts';
import { t } from '../views/messages.en.ts';
import { useLookup } from '../../../model/relations/use-lookup.ts';
import { relationResources } from './arrows.tsx';
import { useGhosts } from './ghost-store.ts';
import { ghostWords } from './ghost-tag.tsx';
import { relationWords } from './relation-words.ts';
import { relationsOf } from '../../../model/relations/relations.ts';

export interface RowExtrasProps {
  readonly objectKey: string;
  /** Whether the view's own rows say what is missing. */
  readonly saysGhosts: boolean;
}

export const RowExtras = memo(function RowExtras({ objectKey, saysGhosts }: RowExtrasProps): ReactElement {
  const ghosts = useGhosts(({ byAsker }) => byAsker.get(objectKey));
  const isSelected = useSelection(({ selected }) => selected === objectKey);
  const isFocused = useCanvas(({ focused }) => focused === objectKey);
  return (
    <>
      {saysGhosts
        ? ghosts?.map((ghost) => (
            <span key={ghost.key} role="gridcell" data-ghost={ghost.key}>
              {' '}
              {ghostWords(ghost)} ({t('canvas.views.ghost.field', { field: ghost.field })})
            </span>
          ))
        : null}
      {isSelected || isFocused ? <Relations objectKey={objectKey} /> : null}
    </>
  );
});

/** More than this are counted: nobody listens to a hundred. */
const mostSaid = 12;

function Relations({ objectKey }: { readonly objectKey: string }): ReactElement | null {
  const lookup = useLookup(relationResources);
  const relations = useMemo(() => relationsOf(objectKey, lookup), [lookup, objectKey]);
  if (relations.length === 0) return null;
  const said = relations.slice(0, mostSaid).map((relation) => relationWords(relation, objectKey));
  const more = relations.length - said.length;
  return (
    <span role="gridcell" data-relations>
      {' '}
      {[...said, ...(more > 0 ? [t('canvas.views.relation.moreOf', { n: more })] : [])].join('; ')}
    </span>
  );
}
