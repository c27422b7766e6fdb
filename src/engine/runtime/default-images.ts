import type { ImageCatalogue, ImageDefinition } from './image-definition.ts';
import { catalogue } from './images/catalogue.ts';
import { nginxImage } from './images/nginx.ts';

/** Where images are looked up by repository. */
export interface ImageSource {
  find(repository: string): ImageDefinition | undefined;
  repositories(): readonly string[];
}

/** Images that are given, instead of those that manuals and courses use. */
export function imagesFrom(given: ImageCatalogue): ImageSource {
  return { find: (repository) => given[repository], repositories: () => Object.keys(given) };
}

/** The images that manuals and courses use; the first picture needs one of them only. */
export const defaultImages: ImageSource = {
  find: (repository) => (repository === nginxImage.repository ? nginxImage : catalogue()[repository]),
  repositories: () => Object.keys(catalogue()),
};
