/** All German texts. */
import { german as branches } from '../features/branches/messages.de.ts';
import { german as canvas } from '../features/canvas/messages.de.ts';
import { german as views } from '../features/canvas/views/messages.de.ts';
import { german as compare } from '../features/compare/messages.de.ts';
import { german as editor } from '../features/editor/messages.de.ts';
import { german as help } from '../features/editor/help/messages.de.ts';
import { german as templates } from '../features/editor/templates/messages.de.ts';
import { german as faults } from '../features/faults/messages.de.ts';
import { german as actions } from '../features/inspector/action-messages.de.ts';
import { german as kinds } from '../features/inspector/kind-messages.de.ts';
import { german as inspector } from '../features/inspector/messages.de.ts';
import { german as palette } from '../features/palette/messages.de.ts';
import { german as settings } from '../features/settings/messages.de.ts';
import { german as share } from '../features/share/messages.de.ts';
import { german as start } from '../features/start/messages.de.ts';
import { german as terminal } from '../features/terminal/messages.de.ts';
import { german as timeline } from '../features/timeline/messages.de.ts';
import type { Texts } from '../ui/i18n.ts';
import { german as embed } from './embed-messages.de.ts';
import { german as app } from './messages.de.ts';

export const german: Texts = {
  ...actions,
  ...app,
  ...branches,
  ...canvas,
  ...compare,
  ...editor,
  ...embed,
  ...faults,
  ...help,
  ...inspector,
  ...kinds,
  ...palette,
  ...settings,
  ...share,
  ...start,
  ...templates,
  ...terminal,
  ...timeline,
  ...views,
};
