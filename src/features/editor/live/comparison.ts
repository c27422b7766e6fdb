/** The open file beside the cluster, kept up to date while the text or the live objects change. */
import { useEffect, useRef, useState } from 'react';
import type { ApiRequest, ApiResponse, KubeObject } from '../../../bridge/protocol.ts';
import type { ComparedDocument } from '../../../model/compare-manifests.ts';
import type { ManifestFile } from '../../../model/files-store.ts';
import { useLiveCompare } from '../../../model/live-compare-store.ts';
import { mirror } from '../../../model/mirror.ts';
import { whenStill } from '../../../model/scrub-store.ts';
import { session } from '../../../model/session.ts';
import { useTime } from '../../../model/time-store.ts';

const afterEditMs = 350;
/** A cluster that is busy is asked no more often than this. */
const afterChangeMs = 800;
/** A file that nobody has touched is compared once the page has settled: the parser comes late. */
const firstMs = 4500;

export interface Comparison {
  readonly text: string;
  /** Undefined for a text that cannot be read. */
  readonly documents: readonly ComparedDocument[] | undefined;
  /** Counts how often the cluster was asked again about the same text. */
  readonly asked: number;
}

/** Undefined until the first answer. */
export function useComparison(file: ManifestFile): Comparison | undefined {
  const [found, setFound] = useState<Comparison | undefined>(undefined);
  const isOpen = useLiveCompare((state) => state.isOpen);
  const isAlive = useTime((state) => state.connection.kind === 'alive');
  const { text, appliedText } = file;
  const keys = (found?.documents ?? []).map(({ key }) => key ?? '').join('\n');
  const [asked, ask] = useState(0);
  useLiveChanges(keys, () => ask((count) => count + 1));
  const isUrgent = isOpen || found !== undefined || (appliedText !== undefined && appliedText !== text);
  useEffect(() => {
    if (!isAlive) return undefined;
    let isWanted = true;
    const look = async (): Promise<void> => {
      const { compareManifests } = await import('../../../model/compare-manifests.ts');
      const documents = await compareManifests(text, requestWhenStill);
      if (isWanted) setFound({ text, documents, asked });
    };
    // A cluster that is being replaced does not answer: it is asked again when it lives.
    const timer = setTimeout(() => void look().catch(() => undefined), isUrgent ? afterEditMs : firstMs);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [text, asked, isAlive, isUrgent]);
  return found;
}

/** A comparison takes several questions, and a hand may begin to drag along time between them. */
async function requestWhenStill(request: ApiRequest): Promise<ApiResponse> {
  await whenStill();
  return session.request(request);
}

/** Calls when a live object has changed in more than its status. */
function useLiveChanges(keys: string, onChange: () => void): void {
  const changed = useRef(onChange);
  useEffect(() => {
    changed.current = onChange;
  }, [onChange]);
  useEffect(() => {
    if (keys === '') return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stops = keys
      .split('\n')
      .filter((key) => key !== '')
      .map((key) => {
        let seen = markOf(mirror.get(key));
        return mirror.subscribeKey(key, () => {
          const now = markOf(mirror.get(key));
          if (now === seen) return;
          seen = now;
          timer ??= setTimeout(() => {
            timer = undefined;
            changed.current();
          }, afterChangeMs);
        });
      });
    return () => {
      clearTimeout(timer);
      for (const stop of stops) stop();
    };
  }, [keys]);
}

/** Another one when a person or a program has written the object; kinds without a generation count every write. */
function markOf(object: KubeObject | undefined): string {
  if (object?.metadata === undefined) return '';
  const { uid, generation, resourceVersion, labels, annotations } = object.metadata;
  const version = generation ?? resourceVersion;
  return JSON.stringify([uid, version, labels, annotations]);
}
