/** What the object is joined to, each with the field or selector that joins them; what is missing is drawn dashed. */
import { useMemo, useState } from 'react';
import type { ReactElement } from 'react';
import { splitObjectKey } from '../../model/mirror.ts';
import { kindOf } from '../../model/relations/kinds.ts';
import { joinedResources } from '../../model/relations/relations.ts';
import { useLookup } from '../../model/relations/use-lookup.ts';
import { useSelection } from '../../model/selection-store.ts';
import { Button } from '../../ui/button.tsx';
import { KindIcon } from '../../ui/kind-icon.tsx';
import type { InspectedObject } from './kind-of-key.ts';
import { t } from './messages.en.ts';
import { podsOnNode, relationGroups } from './relation-groups.ts';
import type { GroupKind, Related } from './relation-groups.ts';
import './relations.css';

export function RelationsView({ about }: { readonly about: InspectedObject }): ReactElement {
  const lookup = useLookup(joinedResources);
  const { key, object } = about;
  const groups = useMemo(() => relationGroups(key, object, lookup), [key, object, lookup]);
  const guests = useMemo(() => podsOnNode(key, lookup), [key, lookup]);
  if (groups.length === 0 && guests.length === 0)
    return <p className="inspector-page sub">{t('inspector.relations.none')}</p>;
  return (
    <div className="inspector-page relations">
      {groups.map(({ kind, related }) => (
        <Group key={kind} title={titleOf(kind)} related={related} />
      ))}
      {guests.length === 0 ? null : <Group title={t('inspector.relations.guests')} related={guests} />}
    </div>
  );
}

/** So many are shown at first. */
const fewest = 12;

function Group({
  title,
  related,
}: {
  readonly title: string;
  readonly related: readonly Related[];
}): ReactElement {
  const [all, showAll] = useState(false);
  const shown = all ? related : related.slice(0, fewest);
  return (
    <section aria-label={title}>
      <h3>
        {title} {related.length > 1 ? <span className="numeric">{related.length}</span> : null}
      </h3>
      <ul>
        {shown.map((one) => (
          <li key={one.key} style={{ marginInlineStart: one.depth * 12 }}>
            <RelatedLink related={one} />
          </li>
        ))}
      </ul>
      {shown.length === related.length ? null : (
        <Button onClick={() => showAll(true)}>{t('inspector.relations.all', { n: related.length })}</Button>
      )}
    </section>
  );
}

function RelatedLink({ related }: { readonly related: Related }): ReactElement {
  const { key, via, exists } = related;
  const { resource, name } = splitObjectKey(key);
  const hover = useSelection((state) => state.hover);
  const reveal = useSelection((state) => state.reveal);
  const isLit = useSelection((state) => state.hovered === key);
  const words = (
    <>
      <KindIcon kind={kindOf(resource)} size={24} />
      <span className="related-name">
        <b className="mono">{name}</b>
        <span className="sub">
          {exists ? kindOf(resource) : t('inspector.relations.missing', { kind: kindOf(resource) })}
        </span>
      </span>
      <span className="related-via mono" title={via}>
        {via}
      </span>
    </>
  );
  if (!exists) return <div className="related related-missing">{words}</div>;
  return (
    <button
      type="button"
      className="related"
      data-lit={isLit || undefined}
      onClick={() => reveal(key)}
      onPointerEnter={() => hover(key)}
      onPointerLeave={() => hover(null)}
      onFocus={() => hover(key)}
      onBlur={() => hover(null)}
    >
      {words}
    </button>
  );
}

function titleOf(kind: GroupKind): string {
  return titles[kind]();
}

const titles: Readonly<Record<GroupKind, () => string>> = {
  owners: () => t('inspector.relations.owners'),
  owns: () => t('inspector.relations.owns'),
  selects: () => t('inspector.relations.selects'),
  selectedBy: () => t('inspector.relations.selectedBy'),
  leadsTo: () => t('inspector.relations.leadsTo'),
  endpointOf: () => t('inspector.relations.endpointOf'),
  uses: () => t('inspector.relations.uses'),
  usedBy: () => t('inspector.relations.usedBy'),
  place: () => t('inspector.relations.place'),
};
