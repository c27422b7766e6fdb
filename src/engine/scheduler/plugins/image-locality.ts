import type { NodeInfo } from '../node-info.ts';
import { maxNodeScore, type ScorePlugin } from '../plugin.ts';

const megabyte = 1024 * 1024;
const minThreshold = 23 * megabyte;
const maxThresholdPerImage = 1000 * megabyte;

/**
 * Nodes that already hold the pod's images are better; an image that few nodes hold counts for less, so that
 * pods don't pile up there. `pkg/scheduler/framework/plugins/imagelocality/image_locality.go`
 */
export const imageLocality: ScorePlugin = {
  name: 'ImageLocality',
  weight: 1,
  prepare({ pod }, cluster) {
    const images = [...(pod.spec?.initContainers ?? []), ...(pod.spec?.containers ?? [])].map((container) =>
      normalizedName(container.image ?? ''),
    );
    const shares = images.map((image) => shareOfNodes(image, cluster.nodes));
    if (shares.every((share) => share === 0)) return undefined;
    const highest = maxThresholdPerImage * images.length;
    return {
      score: (node) => {
        let sum = 0;
        for (const [index, image] of images.entries()) {
          sum += Math.trunc((node.images.get(image) ?? 0) * shares[index]!);
        }
        const clamped = Math.min(Math.max(sum, minThreshold), highest);
        return Math.trunc((maxNodeScore * (clamped - minThreshold)) / (highest - minThreshold));
      },
    };
  },
};

function shareOfNodes(image: string, nodes: readonly NodeInfo[]): number {
  let holders = 0;
  for (const node of nodes) if (node.images.has(image)) holders++;
  return holders / nodes.length;
}

/** A name without a tag means `:latest`. */
function normalizedName(image: string): string {
  return image.lastIndexOf(':') <= image.lastIndexOf('/') ? `${image}:latest` : image;
}
