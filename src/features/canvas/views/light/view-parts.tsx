/** The embedded figure shows machines, and nothing floats in it. */
export function Scenery(): null {
  return null;
}

export function Floating(): null {
  return null;
}

export function ViewControls(): null {
  return null;
}

export function RowExtras(): null {
  return null;
}
