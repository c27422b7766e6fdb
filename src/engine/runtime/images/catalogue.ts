import type { ImageCatalogue } from '../image-definition.ts';
import { baseImages } from './base-images.ts';
import { clusterComponents } from './cluster-components.ts';
import { echoServers } from './echo-servers.ts';
import { databases } from './databases.ts';
import { nginxImage } from './nginx.ts';
import { queues } from './queues.ts';
import { samples } from './samples.ts';
import { webServers } from './web-servers.ts';

/** The images that manuals and courses use. Sizes are those of current amd64 images, rounded. */

let images: ImageCatalogue | undefined;

/** Built when the first image beyond the eager ones is asked for. */
export function catalogue(): ImageCatalogue {
  return (images ??= Object.fromEntries(
    [
      nginxImage,
      ...webServers(),
      ...databases(),
      ...queues(),
      ...baseImages(),
      ...samples(),
      ...echoServers(),
      ...clusterComponents(),
    ].map((definition) => [definition.repository, definition]),
  ));
}
