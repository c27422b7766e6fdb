/** For `memo` of a React Flow node's component: draws it again only when one of its data's values is another one. */
export function sameData<Data extends Record<string, unknown>>(
  before: { readonly data: Data },
  after: { readonly data: Data },
): boolean {
  return isSameRecord(before.data, after.data);
}

/** The same keys with the very same values. */
export function isSameRecord(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): boolean {
  const keys = Object.keys(after);
  return (
    keys.length === Object.keys(before).length && keys.every((key) => Object.is(before[key], after[key]))
  );
}
