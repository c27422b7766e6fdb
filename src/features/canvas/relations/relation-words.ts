/** A relation in words, as seen from one of its ends. */
import { splitObjectKey } from '../../../model/mirror.ts';
import { t } from '../views/messages.en.ts';
import { kindOf } from '../../../model/relations/kinds.ts';
import type { Relation } from '../../../model/relations/relations.ts';

export function objectWords(key: string): string {
  const { resource, name } = splitObjectKey(key);
  return `${kindOf(resource)} ${name}`;
}

export function relationWords(relation: Relation, seenFrom: string): string {
  const { from, to, by, kind, isMissing } = relation;
  const isOut = from === seenFrom;
  const values = { other: objectWords(isOut ? to : from), by };
  const words = wordsOf(kind, isOut, values);
  return isMissing ? t('canvas.views.relation.missing', { relation: words }) : words;
}

function wordsOf(kind: Relation['kind'], isOut: boolean, values: { other: string; by: string }): string {
  switch (kind) {
    case 'owner':
      return t(isOut ? 'canvas.views.relation.ownedBy' : 'canvas.views.relation.owns', values);
    case 'selector':
      return t(isOut ? 'canvas.views.relation.selects' : 'canvas.views.relation.selectedBy', values);
    case 'endpoint':
      return t(isOut ? 'canvas.views.relation.leadsTo' : 'canvas.views.relation.endpointOf', values);
    default:
      return t(isOut ? 'canvas.views.relation.names' : 'canvas.views.relation.namedBy', values);
  }
}
