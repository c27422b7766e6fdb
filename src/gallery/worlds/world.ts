/**
 * Small clusters that the scenes of the gallery show: real runs of the engine, the same each time because seed and
 * commands are. They stand still at their last moment.
 */
import type { ScenarioOptions } from '../../bridge/protocol.ts';
import { connectSession } from '../../model/connect.ts';
import { loadManifestParser } from '../../model/manifest-parser.ts';
import { session } from '../../model/session.ts';

export interface World {
  readonly scenario?: ScenarioOptions;
  /** YAML that is there from the first moment on. */
  readonly manifest: string;
  /** What happens, and when. */
  readonly events: readonly WorldEvent[];
  /** The moment that is shown, in seconds. */
  readonly untilSeconds: number;
}

export interface WorldEvent {
  readonly atSeconds: number;
  readonly act: () => Promise<unknown>;
}

/** Runs a world up to its moment; the stores then hold its picture. */
export async function openWorld({ scenario = {}, manifest, events, untilSeconds }: World): Promise<void> {
  connectSession();
  const objects = await parse(manifest);
  await session.start({ seed: 'gallery', scenario, objects, playing: false });
  for (const { atSeconds, act } of events) {
    if (atSeconds > 0) await session.advance(atSeconds * 1000);
    await act();
  }
  await session.advance(untilSeconds * 1000);
}

/** Applies more YAML, as a person would. */
export async function applyText(text: string, file?: string): Promise<void> {
  const { refused } = await session.apply(await parse(text), file);
  if (refused.length > 0) throw new Error(`a world's manifest is refused: ${JSON.stringify(refused)}`);
}

async function parse(text: string) {
  if (text === '') return [];
  const { documents } = (await loadManifestParser())(text);
  return documents.map(({ object }) => object);
}
