/**
 * `window.podarium`: the cluster of this page for scripts, lessons and browser tests. Times are simulated
 * milliseconds since the cluster's start.
 */
import type { ApiRequest, ApiResponse, Run } from '../bridge/protocol.ts';
import type { FaultSpec } from '../engine/index.ts';
import type { KubectlResult } from '../kubectl/index.ts';
import type { ApplyResult } from '../model/apply-manifests.ts';
import { linkToHere } from './copy-link.ts';
import { evaluateCheck } from '../bridge/check.ts';
import { loadManifestParser } from '../model/manifest-parser.ts';
import { faultRequest } from '../model/fault-request.ts';
import { mirror } from '../model/mirror.ts';
import { session } from '../model/session.ts';
import { useTime } from '../model/time-store.ts';

export interface PodariumApi {
  /** Resolves when the cluster lives and its first picture is shown. */
  readonly ready: Promise<void>;
  /** Like `kubectl apply -f`; when anything is refused, nothing is applied. Rejects when the text cannot be read. */
  apply(manifests: string): Promise<ApplyResult>;
  /** Makes something go wrong: the spec of a `Fault` of podarium.dev/v1alpha1. */
  fault(spec: Readonly<Record<string, unknown>>): Promise<ApiResponse>;
  /**
   * Runs a kubectl command line. A command that waits goes on while the cluster plays, at most 60 simulated seconds
   * unless it says otherwise; in a paused cluster it fails at once. The embed has no kubectl.
   */
  kubectl(line: string): Promise<KubectlResult>;
  /** Any request to the API server. */
  request(request: ApiRequest): Promise<ApiResponse>;
  play(): Promise<void>;
  pause(): Promise<void>;
  /** Simulated seconds a second; 0 is as fast as it can. */
  speed(speed: number): Promise<void>;
  /** One step, then paused. Default `event`. */
  step(by?: 'event' | 'change' | 'second'): Promise<void>;
  /** Runs ahead to a moment as fast as it can. */
  advance(toMs: number): Promise<void>;
  /** Shows another moment of the branch; paused. */
  seek(timeMs: number): Promise<void>;
  /** Seeks as a hand on the timeline does: of moments asked for meanwhile only the newest is shown. */
  scrub(timeMs: number): Promise<void>;
  /** Back to the newest moment. */
  live(): Promise<void>;
  /** A new branch from the moment shown; gives its id. */
  fork(name?: string): Promise<string>;
  /** Everything that made this run, as JSON. */
  snapshot(): Promise<Run>;
  /** The cluster of a snapshot, at the moment that the snapshot shows; paused. */
  restore(snapshot: Run): Promise<void>;
  /** The address that opens this cluster at the moment shown, anywhere. */
  link(): Promise<string>;
  /** A hash of the whole state: the same run has the same everywhere. */
  stateHash(): Promise<string>;
  /** Whether a line such as `deployments.apps/default/web status.readyReplicas >= 4` holds at the moment shown. */
  check(line: string): boolean;
  /** The moment shown, the newest one, and whether time plays. */
  now(): { readonly viewMs: number; readonly headMs: number; readonly playing: boolean };
}

declare global {
  interface Window {
    podarium: PodariumApi;
  }
}

/**
 * Puts the API on the page; `opened` is the opening of the first cluster. Pages that have kubectl say how it is
 * loaded: it is no part of the first load. `onAwaited` hears when a script asks for a living cluster.
 */
export function exposePodarium(
  opened: Promise<void>,
  runKubectl: PodariumApi['kubectl'] = noKubectl,
  onAwaited: () => void = () => {},
): void {
  globalThis.window.podarium = createPodariumApi(opened, runKubectl, onAwaited);
}

const noKubectl: PodariumApi['kubectl'] = () =>
  Promise.reject(new Error('there is no kubectl here; use request, or the full page'));

function createPodariumApi(
  opened: Promise<void>,
  kubectl: PodariumApi['kubectl'],
  onAwaited: () => void,
): PodariumApi {
  return {
    get ready() {
      onAwaited();
      return opened;
    },
    kubectl,
    apply: (manifests) => applyText(manifests),
    fault: (spec) => session.request(faultRequest(spec as unknown as FaultSpec)),
    request: session.request,
    play: session.play,
    pause: session.pause,
    speed: session.setSpeed,
    step: (by = 'event') => session.step(by),
    advance: session.advance,
    seek: session.seek,
    scrub: session.scrub,
    live: session.live,
    fork: session.fork,
    snapshot: session.exportRun,
    restore: (snapshot) => session.load(snapshot),
    link: linkToHere,
    stateHash: session.stateHash,
    check: (line) => evaluateCheck(line, (key) => mirror.get(key)),
    now: () => {
      const { viewMs, headMs, playing } = useTime.getState();
      return { viewMs, headMs, playing };
    },
  };
}

async function applyText(manifests: string): Promise<ApplyResult> {
  const parseManifests = await loadManifestParser();
  const { documents, error } = parseManifests(manifests);
  if (error !== undefined) throw new Error(`line ${error.line}: ${error.message}`);
  return session.apply(documents.map((document) => document.object));
}
