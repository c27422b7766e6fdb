/**
 * Shows what only a hand can bring about: below an element with `data-forced="hover"` the page's own rules for
 * `:hover` hold as if each control was pointed at. Rules are copied, with the state replaced, into the sheets that they
 * come from, so their order stays.
 */
export type ForcedState = 'hover' | 'focus' | 'active';

const controls = ':is(button, input, select, textarea, a, [tabindex])';
const replacements: readonly (readonly [pseudo: RegExp, forced: string])[] = [
  [/:hover/g, `:is([data-forced='hover'] ${controls})`],
  [/:focus-visible/g, `:is([data-forced='focus'] ${controls})`],
  [/:active/g, `:is([data-forced='active'] ${controls})`],
];

export function forceStates(page: Document): void {
  for (const sheet of page.styleSheets) copyRules(sheet);
}

const done = new WeakSet<CSSStyleSheet | CSSGroupingRule>();

function copyRules(parent: CSSStyleSheet | CSSGroupingRule): void {
  if (done.has(parent)) return;
  done.add(parent);
  for (let at = parent.cssRules.length - 1; at >= 0; at--) {
    const rule = parent.cssRules[at];
    if (rule instanceof CSSStyleRule) {
      const forced = forcedSelector(rule.selectorText);
      if (forced !== rule.selectorText) parent.insertRule(`${forced} { ${rule.style.cssText} }`, at + 1);
    } else if (rule instanceof CSSGroupingRule) copyRules(rule);
  }
}

function forcedSelector(selector: string): string {
  return replacements.reduce((text, [pseudo, forced]) => text.replace(pseudo, forced), selector);
}
