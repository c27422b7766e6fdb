/** Keys as commands name them, and whether what has the focus uses them itself. */

/** `Ctrl+Shift+z`, `?`, ` `; undefined for what no command has. */
export function keysOf(event: KeyboardEvent): string | undefined {
  if (event.altKey) return undefined;
  // Where it lies the sign differs from keyboard to keyboard.
  if (event.ctrlKey && event.code === 'Backquote') return 'Ctrl+`';
  if (!event.ctrlKey && !event.metaKey) return event.key;
  return `Ctrl+${event.shiftKey ? 'Shift+' : ''}${event.key.toLowerCase()}`;
}

/** Somebody writes there, or presses what has the focus. */
export function hasOwnUse(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement;
  if (
    target.isContentEditable ||
    target.closest('input, textarea, select, [role="textbox"], [role="menu"]') !== null
  ) {
    return true;
  }
  return (
    event.key === ' ' && target.closest('button, a, [role="button"], [role="tab"], [role="radio"]') !== null
  );
}
