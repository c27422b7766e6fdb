/** Settings that the whole document shows: colours, motion, size of text, language. */
import { useEffect, useState } from 'react';
import { useSettings } from '../model/settings-store.ts';
import { shownLanguage } from '../ui/i18n.ts';
import { useRootLooks } from '../ui/looks.ts';
import { reportFailure } from '../ui/report-failure.ts';
import { addressedLanguage, languageFor, showLanguage } from './languages.ts';

/** Changes when the page has to be drawn anew in another language. */
export function useLooks(): string {
  const { textSize, language, ...looks } = useSettings();
  useRootLooks(looks);
  const [shown, setShown] = useState(shownLanguage);
  const [firstChosen] = useState(language);
  useEffect(() => {
    document.documentElement.dataset['text'] = String(textSize);
  }, [textSize]);
  useEffect(() => {
    // What the address asked for holds until a person chooses.
    const tag = language === firstChosen ? languageOfStart() : languageFor(language, navigator.languages);
    if (tag === shown) return;
    reportFailure(showLanguage(tag).then(() => setShown(tag)));
  }, [firstChosen, language, shown]);
  return shown;
}

/** The language that the page opens with, as a BCP 47 tag. */
export function languageOfStart(): string {
  const addressed = addressedLanguage(location.search);
  return languageFor(addressed, [useSettings.getState().language, ...navigator.languages]);
}
