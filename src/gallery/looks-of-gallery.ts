/** How the gallery is looked at. */
export interface Looks {
  readonly theme: 'light' | 'dark' | 'print';
  readonly contrast: 'usual' | 'more';
}
