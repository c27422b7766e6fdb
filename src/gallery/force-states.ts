/**
 * Shows what only a hand can bring about: below an element with `data-forced="hover"` the page's own rules for
 * `:hover` hold as if each control was pointed at. Rules are copied, with the state replaced, into the sheets that they
 * come from, so their order stays.
 */
/** What is pressed is pointed at, too. */
export type ForcedState = 'hover' | 'focus' | 'hover active';

const controls = ':where(button, input, select, textarea, a, [tabindex])';
/** As strong as the state that it stands for. */
const forced = (state: string): string => `:is([data-forced~='${state}'] ${controls})`;
const replacements: readonly (readonly [pseudo: RegExp, instead: string])[] = [
  [/:hover/g, forced('hover')],
  [/:focus-visible/g, forced('focus')],
  [/:active/g, forced('active')],
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
      const selector = forcedSelector(rule.selectorText);
      if (selector !== rule.selectorText) parent.insertRule(`${selector} { ${rule.style.cssText} }`, at + 1);
    } else if (rule instanceof CSSGroupingRule) copyRules(rule);
  }
}

function forcedSelector(selector: string): string {
  return replacements.reduce((text, [pseudo, instead]) => text.replace(pseudo, instead), selector);
}
