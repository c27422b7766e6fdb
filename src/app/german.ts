/** All German texts. */
import type { Texts } from '../ui/i18n.ts';

export const german: Texts = {};
