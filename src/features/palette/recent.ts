const storageKey = 'podarium.recent';
const most = 6;
const maxCharacters = 300;
let recent: readonly string[] = stored();

/** Ids of what was last chosen in the palette, newest first. */
export function readRecent(): readonly string[] {
  return recent;
}

export function remember(id: string): void {
  if (id.length > maxCharacters) return;
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
    return Array.isArray(value) ? value.filter(isId).slice(0, most) : [];
  } catch {
    return [];
  }
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && value.length <= maxCharacters;
}
