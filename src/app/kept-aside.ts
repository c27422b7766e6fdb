/** The session that a link has put aside, until somebody returns to it. */
let back: (() => Promise<void>) | undefined;

export function keepAside(returnTo: () => Promise<void>): void {
  back = returnTo;
}

export function hasKeptAside(): boolean {
  return back !== undefined;
}

export async function returnToKept(): Promise<void> {
  const returnTo = back;
  back = undefined;
  await returnTo?.();
}
