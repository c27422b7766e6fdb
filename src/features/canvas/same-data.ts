/** For `memo` of a React Flow node's component: draws it again only when one of its data's values is another one. */
export function sameData<Data extends Record<string, unknown>>(
  before: { readonly data: Data },
  after: { readonly data: Data },
): boolean {
  const keys = Object.keys(after.data);
  return (
    keys.length === Object.keys(before.data).length &&
    keys.every((key) => Object.is(before.data[key], after.data[key]))
  );
}
