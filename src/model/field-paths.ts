/** Fields of Kubernetes' kinds by what somebody types of them: `deployment.spec.repl`, or `replicas` alone. */
import type { KubernetesReference } from './kubernetes-reference.ts';

type Structure = KubernetesReference['structure'];

export interface FieldPath {
  /** As `kubectl explain` takes it: `deployment.spec.replicas`. */
  readonly path: string;
  /** The definition that it is of, such as `[]Container`; empty for plain values. */
  readonly type: string;
}

/** Where people look first: a field that several kinds have is shown as one of these has it. */
const usualKinds = ['pod', 'deployment', 'service', 'node', 'persistentvolumeclaim', 'job', 'ingress'];
/** Deeper lies only what kinds that describe other kinds have. */
const maxDepth = 8;

/** The fields that begin as the text does, the best ones first; of a text without a dot, wherever they lie. */
export function findFields(structure: Structure, text: string, atMost: number): readonly FieldPath[] {
  const steps = text.trim().split('.');
  const wanted = (steps.at(-1) ?? '').toLowerCase();
  const kinds = kindsOf(structure);
  if (steps.length > 1) return fieldsBelow(structure, kinds, steps.slice(0, -1), wanted).slice(0, atMost);
  if (wanted === '') return [];
  const named = [...kinds.entries()]
    .filter(([name]) => name.startsWith(wanted) || `${name}s` === wanted)
    .map(([path, type]) => ({ path, type }));
  const within = searched(structure, kinds, wanted);
  return [...named.slice(0, Math.ceil(atMost / 2)), ...within].slice(0, atMost);
}

/** Definitions by the lower-case name of their kind, the usual ones first. */
function kindsOf({ kinds }: Structure): ReadonlyMap<string, string> {
  const all = new Map(
    Object.entries(kinds)
      .filter(([id]) => !id.endsWith('List'))
      .map(([id, definition]) => [id.slice(id.lastIndexOf('/') + 1).toLowerCase(), definition]),
  );
  const first = usualKinds.flatMap((name): (readonly [string, string])[] => {
    const definition = all.get(name);
    return definition === undefined ? [] : [[name, definition]];
  });
  return new Map([...first, ...all]);
}

function fieldsBelow(
  { definitions }: Structure,
  kinds: ReadonlyMap<string, string>,
  [kind = '', ...steps]: readonly string[],
  wanted: string,
): readonly FieldPath[] {
  const singular = kind.toLowerCase().replace(/s$/, '');
  let at = kinds.get(kind.toLowerCase()) ?? kinds.get(singular);
  const path = [kinds.has(kind.toLowerCase()) ? kind.toLowerCase() : singular];
  for (const step of steps) {
    const field = Object.keys(definitions[at ?? ''] ?? {}).find(
      (name) => name.toLowerCase() === step.toLowerCase(),
    );
    if (at === undefined || field === undefined) return [];
    path.push(field);
    at = definitionOf(definitions[at]?.[field] ?? '');
  }
  return Object.entries(definitions[at ?? ''] ?? {})
    .filter(([name]) => name.toLowerCase().startsWith(wanted))
    .map(([name, code]) => ({ path: [...path, name].join('.'), type: definitionOf(code) }));
}

interface Place {
  readonly definition: string;
  readonly path: string;
  readonly depth: number;
}

/** Each field of each definition once, on its shortest way from the first kind that has it. */
function searched(
  { definitions }: Structure,
  kinds: ReadonlyMap<string, string>,
  wanted: string,
): readonly FieldPath[] {
  const whole: FieldPath[] = [];
  const begun: FieldPath[] = [];
  const seen = new Set<string>();
  for (const [kind, start] of kinds) {
    const places: Place[] = [{ definition: start, path: kind, depth: 0 }];
    for (const { definition, path, depth } of places) {
      if (seen.has(definition) || depth > maxDepth) continue;
      seen.add(definition);
      for (const [name, code] of Object.entries(definitions[definition] ?? {})) {
        const type = definitionOf(code);
        const found = { path: `${path}.${name}`, type };
        if (name.toLowerCase() === wanted) whole.push(found);
        else if (name.toLowerCase().startsWith(wanted)) begun.push(found);
        if (type !== '') places.push({ definition: type, path: found.path, depth: depth + 1 });
      }
    }
  }
  return [...whole, ...begun];
}

/** `![Container` is a list of a definition that must be there; small letters are plain values. */
function definitionOf(code: string): string {
  const name = code.replace(/^[^A-Za-z]+/, '');
  return /^[A-Z]/.test(name) ? name : '';
}
