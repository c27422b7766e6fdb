import { hashText } from '../kernel/index.ts';
import type { ImageName } from './image-name.ts';

/** Names that a runtime makes up: stable for equal input, so equal runs have equal ones. */

function sixtyFourHex(text: string): string {
  return hashText(text) + hashText(`${text}.1`) + hashText(`${text}.2`) + hashText(`${text}.3`);
}

/** `containerd://` and 64 hex digits. */
export function containerId(podUid: string, name: string, attempt: number): string {
  return `containerd://${sixtyFourHex(`${podUid}/${name}/${attempt}`)}`;
}

/** What containerd calls a command that is run in a container. */
export function execId(podUid: string, container: string, count: number): string {
  return sixtyFourHex(`${podUid}/${container}/exec/${count}`);
}

const imageIds = new Map<string, string>();

/** `docker.io/library/nginx@sha256:` and 64 hex digits. */
export function imageId(image: ImageName): string {
  let id = imageIds.get(image.reference);
  if (id === undefined) {
    if (imageIds.size > 5_000) imageIds.clear();
    id = `${image.repository}@${image.digest || `sha256:${sixtyFourHex(image.reference)}`}`;
    imageIds.set(image.reference, id);
  }
  return id;
}
