import { hashText } from '../kernel/index.ts';
import type { Fault } from '../api/podarium.ts';
import { notFound, unreachable, whyNotPulled } from './image-pulls.ts';
import { parseImageName } from './image-name.ts';
import type { World } from './world.ts';

/** Pulls of images: one at a time for each image of a node, however many ask. */
export class PullQueue {
  #world: World;
  #faults: () => readonly Fault[];

  constructor(world: World, faults: () => readonly Fault[]) {
    this.#world = world;
    this.#faults = faults;
  }

  has(node: string, image: string): boolean {
    return this.#world.node(node).images[parseImageName(image).reference] === true;
  }

  pull(node: string, image: string, registries: readonly string[]): void {
    const record = this.#world.node(node);
    const { reference } = parseImageName(image);
    if (record.pulls[reference] !== undefined) return;
    const durationMs = this.#durationMs(
      image,
      record.images[reference] === true,
      this.#refusal(node, image, registries) !== undefined,
    );
    record.pulls[reference] = this.#world.context.schedule('pull', durationMs, {
      node,
      image,
      durationMs,
      ...(registries.length === 0 ? {} : { registries: [...registries] }),
    });
  }

  /** The time that a pull takes is over. */
  finish(node: string, image: string, durationMs: number, registries: readonly string[] = []): void {
    const record = this.#world.node(node);
    const { reference } = parseImageName(image);
    delete record.pulls[reference];
    const message = this.#refusal(node, image, registries);
    if (message !== undefined) return this.#world.onEvent({ kind: 'ImagePullFailed', node, image, message });
    record.images[reference] = true;
    const sizeBytes = pulledBytes(this.#world, reference);
    this.#world.onEvent({ kind: 'ImagePulled', node, image, durationMs, sizeBytes });
  }

  cancelAll(node: string): void {
    const record = this.#world.node(node);
    for (const timer of Object.values(record.pulls)) this.#world.context.cancel(timer);
    record.pulls = {};
  }

  #refusal(node: string, image: string, registries: readonly string[]): string | undefined {
    const name = parseImageName(image);
    const struck = this.#faults().some((fault) => strikesPull(fault, node, image));
    if (struck) return unreachable(name);
    const { cannotPull } = this.#world.options;
    if (cannotPull !== undefined) return cannotPull(image) ? notFound(name) : undefined;
    if (this.#world.hasImageObject(image)) return undefined;
    return whyNotPulled(image, this.#world.images, registries);
  }

  #durationMs(image: string, present: boolean, fails: boolean): number {
    const { pullMs, repullMs, pullOverheadMs, pullBytesPerSecond } = this.#world.timings;
    if (pullMs !== null) return present ? Math.min(repullMs, pullMs) : pullMs;
    if (present) return repullMs;
    const chance = 0.85 + 0.3 * this.#world.context.random('pull').next();
    const { pullMs: given, sizeBytes } = this.#world.imageNow(image);
    if (given !== undefined && !fails) return given;
    const transferMs = fails ? 0 : (sizeBytes / pullBytesPerSecond) * 1_000;
    return Math.round((pullOverheadMs + transferMs) * chance);
  }
}

/** Tags of an image differ a little in size. */
export function pulledBytes(world: World, reference: string): number {
  const { sizeBytes } = world.imageNow(reference);
  const share = Number.parseInt(hashText(reference).slice(0, 6), 16) / 0xffffff;
  return Math.round(sizeBytes * (0.99 + 0.02 * share));
}

/** A fault on images names one, by any of its spellings, or strikes all; and may be about one node only. */
function strikesPull(fault: Fault, node: string, image: string): boolean {
  const { target } = fault.spec ?? {};
  if (fault.spec?.type !== 'ImageUnpullable' || (target?.node !== undefined && target.node !== node))
    return false;
  if (target?.image === undefined) return true;
  const [wanted, given] = [parseImageName(target.image), parseImageName(image)];
  const anyTag = !/[:@]/.test(target.image.slice(target.image.lastIndexOf('/') + 1));
  return anyTag ? wanted.repository === given.repository : wanted.reference === given.reference;
}
