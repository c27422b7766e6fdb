/**
 * Accepts the names of a CustomResourceDefinition and establishes its kind; empties it of its objects when it is
 * deleted. `apiextensions-apiserver/pkg/controller/{status,establish,finalizer}`
 */
import { definitionsResource } from '../../api/custom-kinds.ts';
import { nameOf } from '../../api/object.ts';
import type { Controller } from '../../api/part.ts';
import { reconcileDefinition } from './reconcile-definition.ts';

export const customResourceDefinitionController: Controller = {
  name: 'apiextensions-controller',
  watches: [
    { resource: definitionsResource, keys: ({ next }) => (next === undefined ? [] : [nameOf(next)]) },
  ],
  reconcile: reconcileDefinition,
};
