const storageKey = 'podarium.recent';
const most = 5;
let recent: readonly string[] = stored();

/** Ids of the commands that were last run from the palette, newest first. */
export function readRecent(): readonly string[] {
  return recent;
}

export function remember(id: string): void {
  recent = [id, ...recent.filter((other) => other !== id)].slice(0, most);
  try {
    localStorage.setItem(storageKey, JSON.stringify(recent));
  } catch {
    // No storage here: they are known until the page is closed.
  }
}

function stored(): readonly string[] {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '[]');
    return Array.isArray(value) ? value.filter((id) => typeof id === 'string').slice(0, most) : [];
  } catch {
    return [];
  }
}
