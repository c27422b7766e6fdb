/**
 * Names that chance gave are replaced by what the object is: a ReplicaSet by its Deployment and its place in the
 * order of creation, a pod by its owner. Then texts of two runs can be held against each other.
 */
import type { Run } from './trace.ts';

export interface Naming {
  /** `Pod/<web#1~3>`: the third pod of the first ReplicaSet of web. Objects with a name of their own keep it. */
  aliasOf(kind: string, name: string): string;
  /** The owner's part of an alias: all pods of it are alike and may stand for each other. */
  groupOf(kind: string, name: string): string;
  /** Text with generated names replaced; pods lose their number, because which one is chosen is chance. */
  anonymize(text: string): string;
  /** The generated name that has an alias, for sending a recorded command again. */
  nameOf(alias: string): string | undefined;
  /** Generated names, longest first, with their aliases. */
  readonly generated: ReadonlyArray<readonly [name: string, alias: string]>;
}

const uid = /\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g;

const generatedEnding = /-[bcdfghjklmnpqrstvwxz2456789]{5}$/;

export function nameObjects(run: Run): Naming {
  const aliases = new Map<string, string>();
  const groups = new Map<string, string>();
  const counts = new Map<string, number>();
  const hashes = new Map<string, string>();
  const number = (group: string) => {
    counts.set(group, (counts.get(group) ?? 0) + 1);
    return counts.get(group)!;
  };
  for (const { type, kind, name, obj } of run.changes) {
    for (const revision of [obj.status?.['currentRevision'], obj.status?.['updateRevision']] as unknown[]) {
      if (typeof revision !== 'string' || hashes.has(revision)) continue;
      hashes.set(revision, `<${name} revision ${number(`revisions of ${name}`)}>`);
    }
    const owner = obj.ownerRefs?.find((reference) => reference.controller === true);
    const key = `${kind}/${name}`;
    if (type !== 'ADDED' || owner === undefined || !isGenerated(kind, name, owner.name) || aliases.has(key))
      continue;
    const ownerAlias = bare(aliases.get(`${owner.kind}/${owner.name}`)) ?? owner.name;
    const isPod = kind === 'Pod';
    const order = number(`${kind}/${ownerAlias}`);
    const alias = isPod ? `${ownerAlias}~${order}` : `${ownerAlias}#${order}`;
    aliases.set(key, `<${alias}>`);
    groups.set(key, isPod ? `<${ownerAlias}~>` : `<${alias}>`);
    const hash = hashOf(kind, name, owner.name);
    if (hash !== undefined) hashes.set(hash, `<hash of ${alias}>`);
  }
  return toNaming(aliases, groups, hashes);
}

function isGenerated(kind: string, name: string, owner: string): boolean {
  if (!name.startsWith(`${owner}-`)) return false;
  return kind === 'ReplicaSet' || generatedEnding.test(name);
}

function hashOf(kind: string, name: string, owner: string): string | undefined {
  return kind === 'ReplicaSet' ? name.slice(owner.length + 1) : undefined;
}

function bare(alias: string | undefined): string | undefined {
  return alias?.slice(1, -1);
}

function toNaming(
  aliases: Map<string, string>,
  groups: Map<string, string>,
  hashes: Map<string, string>,
): Naming {
  const generated = [...aliases].map(([key, alias]) => [key.slice(key.indexOf('/') + 1), alias] as const);
  const longestFirst = generated.toSorted(([a], [b]) => b.length - a.length);
  const texts = [...groups].map(([key, group]) => [key.slice(key.indexOf('/') + 1), group] as const);
  const replacements = [...texts.toSorted(([a], [b]) => b.length - a.length), ...hashes];
  return {
    aliasOf: (kind, name) => `${kind}/${aliases.get(`${kind}/${name}`) ?? name}`,
    groupOf: (kind, name) => `${kind}/${groups.get(`${kind}/${name}`) ?? name}`,
    anonymize: (text) =>
      replacements.reduce(
        (result, [name, alias]) => result.replaceAll(name, alias),
        text.replace(uid, '<uid>'),
      ),
    nameOf: (alias) => generated.find(([, candidate]) => candidate === alias)?.[0],
    generated: longestFirst,
  };
}
