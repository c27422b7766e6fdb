/**
 * Pictures as they cross to another thread. Each version of an object crosses once, as what differs from one that is
 * there already, and is then known by a number: showing a moment again is a list of numbers. The sender decides what
 * is forgotten, so both ends always know the same versions.
 */
import type { KubeObject } from '../engine/index.ts';
import { deltaBetween, type Delta, withDelta } from './object-delta.ts';
import type { FromCluster, ObjectPatch, Picture } from './protocol.ts';

interface PackedPicture extends Omit<Picture, 'kind' | 'objects'> {
  readonly kind: 'packed';
  /** Versions that are shown now; a negative number takes away the object that is shown as that version. */
  readonly shown: readonly number[];
  /** JSON of PackedVersion[]: versions that are new, oldest first. Empty when there are none. */
  readonly versions: string;
  /** Versions that will not be spoken of again, after what is shown. */
  readonly forgotten: readonly number[];
}

/** What a worker says: pictures are packed. */
export type FromWorker = Exclude<FromCluster, Picture> | PackedPicture;

/** `[number, key, object]`, or `[number, key, what differs, number of the version that it differs from]`. */
type PackedVersion = readonly [number, string, KubeObject] | readonly [number, string, Delta | null, number];

/** So many versions that are not shown are kept to be shown again; of Events, which are many and small, so many more. */
const mostHidden = 20_000;
const mostHiddenEvents = 40_000;

/** Seldom seen twice, and many: what they were is not kept. */
const passing = new Set(['endpoints', 'leases.coordination.k8s.io', 'nodes']);

interface Version {
  readonly id: number;
  readonly object: KubeObject;
  readonly place: Place;
  isHeld: boolean;
}

/** All that is known of one key. */
interface Place {
  readonly key: string;
  /** Few: each of them is a state of one object. */
  readonly held: Version[];
  shown: Version | undefined;
  readonly isPassing: boolean;
}

function heldAs({ held }: Place, object: KubeObject): Version | undefined {
  for (const version of held) if (version.object === object) return version;
  return undefined;
}

/** The sender's end. */
export class PicturePacker {
  #nextId = 1;
  /** One look-up a patch: another moment of a large cluster is thousands of them. */
  #places = new Map<string, Place>();
  /** Those that could be shown again, longest hidden first. */
  #hidden = new Set<Version>();
  #hiddenEvents = new Set<Version>();
  /** The latest version of each family: a first version is told as what differs from a sibling. */
  #siblings = new Map<string, Version>();

  pack({ objects, ...picture }: Picture): PackedPicture {
    const fresh: PackedVersion[] = [];
    const forgotten: number[] = [];
    const shown: number[] = [];
    if (picture.reset) this.#hideAll();
    for (const { key, object } of objects) {
      const place = this.#places.get(key) ?? this.#newPlace(key, object);
      const before = place?.shown;
      if (place === undefined || before?.object === object) continue;
      if (object === null) {
        if (before === undefined) continue;
        shown.push(-before.id);
        place.shown = undefined;
      } else {
        // Objects are never changed once they are stored: the very object is its version.
        const version = heldAs(place, object) ?? this.#introduce(place, object, fresh);
        shown.push(version.id);
        place.shown = version;
        this.#hiddenOf(place).delete(version);
      }
      if (before !== undefined) this.#hide(before, forgotten);
    }
    this.#forgetOldest(this.#hidden, mostHidden, forgotten);
    this.#forgetOldest(this.#hiddenEvents, mostHiddenEvents, forgotten);
    return {
      ...picture,
      kind: 'packed',
      shown,
      versions: fresh.length === 0 ? '' : JSON.stringify(fresh),
      forgotten,
    };
  }

  #newPlace(key: string, object: KubeObject | null): Place | undefined {
    if (object === null) return undefined;
    const place: Place = {
      key,
      held: [],
      shown: undefined,
      isPassing: passing.has(key.slice(0, key.indexOf('/'))),
    };
    this.#places.set(key, place);
    return place;
  }

  #introduce(place: Place, object: KubeObject, fresh: PackedVersion[]): Version {
    const version: Version = { id: this.#nextId++, object, place, isHeld: true };
    const family = familyOf(place.key, object);
    const sibling = this.#siblings.get(family);
    const base = place.shown ?? (sibling?.isHeld === true ? sibling : undefined);
    const delta = base === undefined ? 'whole' : deltaBetween(base.object, object);
    if (base === undefined || delta === 'whole') fresh.push([version.id, place.key, object]);
    else fresh.push([version.id, place.key, delta ?? null, base.id]);
    this.#siblings.set(family, version);
    place.held.push(version);
    return version;
  }

  #hideAll(): void {
    for (const place of this.#places.values()) {
      if (place.shown !== undefined) this.#hiddenOf(place).add(place.shown);
      place.shown = undefined;
    }
  }

  #hide(version: Version, forgotten: number[]): void {
    if (version.place.isPassing) this.#forget(version, forgotten);
    else this.#hiddenOf(version.place).add(version);
  }

  #hiddenOf({ key }: Place): Set<Version> {
    return key.startsWith('events/') ? this.#hiddenEvents : this.#hidden;
  }

  #forgetOldest(hidden: Set<Version>, most: number, forgotten: number[]): void {
    for (const version of hidden) {
      if (hidden.size <= most) return;
      hidden.delete(version);
      this.#forget(version, forgotten);
    }
  }

  #forget(version: Version, forgotten: number[]): void {
    version.isHeld = false;
    const { place } = version;
    place.held.splice(place.held.indexOf(version), 1);
    if (place.held.length === 0) this.#places.delete(place.key);
    const family = familyOf(place.key, version.object);
    if (this.#siblings.get(family) === version) this.#siblings.delete(family);
    forgotten.push(version.id);
  }
}

/** Objects that are much alike: from the same owner's template, or Events that say the same. */
function familyOf(key: string, object: KubeObject): string {
  const owner = object.metadata?.ownerReferences?.find(({ controller }) => controller === true);
  const resource = key.slice(0, key.indexOf('/'));
  return `${resource}/${owner?.uid ?? (object as { reason?: string }).reason ?? ''}`;
}

/** The receiver's end. */
export class PictureUnpacker {
  #versions = new Map<number, ObjectPatch & { readonly object: KubeObject }>();

  unpack({ shown, versions, forgotten, ...picture }: PackedPicture): Picture {
    if (versions !== '') for (const version of JSON.parse(versions) as PackedVersion[]) this.#learn(version);
    const objects = shown.map((id): ObjectPatch => {
      const version = this.#version(Math.abs(id));
      return id < 0 ? { key: version.key, object: null } : version;
    });
    for (const id of forgotten) this.#versions.delete(id);
    return { ...picture, kind: 'picture', objects };
  }

  #learn(version: PackedVersion): void {
    const [id, key, told, baseId] = version;
    const base = baseId === undefined ? undefined : this.#version(baseId).object;
    const object = base === undefined ? told : told === null ? base : withDelta(base, told as Delta);
    this.#versions.set(id, { key, object: object as KubeObject });
  }

  #version(id: number): ObjectPatch & { readonly object: KubeObject } {
    const version = this.#versions.get(id);
    if (version === undefined) throw new Error(`the page does not know version ${id} of an object`);
    return version;
  }
}
