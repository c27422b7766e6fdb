/** Every view of the page and how a person comes to it: what holds for the whole page is tested on each. */
import { expect, type Page } from '@playwright/test';
import { advance, openPage, ready, row } from './harness.ts';
import { aPod, command, cutPower, fork, more, select, selectDeployment } from './world.ts';

type Way = (page: Page) => Promise<void>;

export interface View {
  readonly name: string;
  /** From the open world to this view. */
  readonly show: Way;
  /** Goes back, so that other views are shown on the same page; without it the view has a page of its own. */
  readonly leave?: Way;
  /** Opens what the view is shown in; the paused world unless told. */
  readonly start?: Way;
  /** The one part to look at: all else is hidden while it is open. */
  readonly within?: string;
  /** The way on a telephone, where the view is looked at too. */
  readonly showOnPhone?: Way;
}

const stay: Way = async () => {};

const escape: Way = async (page) => {
  await page.keyboard.press('Escape');
  await expect(page.locator('[role="dialog"], [role="menu"]')).toHaveCount(0);
};

const toMachines: Way = (page) => page.getByRole('radio', { name: 'Machines', exact: true }).click();

const inspectorTab = (kind: string, tab: string, keyOf: (page: Page) => Promise<string>): View => ({
  name: `the inspector: ${kind}, ${tab}`,
  show: async (page) => {
    await select(page, await keyOf(page));
    const found = page
      .getByRole('region', { name: 'Inspector' })
      .getByRole('tab', { name: new RegExp(`^${tab}`) });
    await found.click();
    await expect(found).toHaveAttribute('aria-selected', 'true');
  },
  leave: toMachines,
});

/** Machines don't show it; the view of owners does. */
async function theDeployment(page: Page): Promise<string> {
  await page.getByRole('radio', { name: 'Ownership', exact: true }).click();
  return 'deployments.apps/default/web';
}

const of = (key: string) => async (): Promise<string> => key;

const inspectorViews: readonly View[] = [
  ...['Summary', 'States', 'Relations', 'YAML', 'Events', 'Logs'].map((tab) =>
    inspectorTab('pod', tab, aPod),
  ),
  ...['Summary', 'States', 'Logs'].map((tab) =>
    inspectorTab('crashing pod', tab, of('pods/default/crasher')),
  ),
  ...['Summary', 'Relations', 'YAML', 'Events'].map((tab) => inspectorTab('node', tab, of('nodes//node-1'))),
  ...['Summary', 'Relations', 'YAML', 'Events'].map((tab) => inspectorTab('deployment', tab, theDeployment)),
  ...['Summary', 'Relations', 'YAML'].map((tab) => inspectorTab('Service', tab, of('services/default/web'))),
];

const canvasViews: readonly View[] = [
  { name: 'the page', show: stay, leave: stay, showOnPhone: stay },
  { name: 'the first view, alive', start: (page) => openPage(page), show: stay },
  ...(['Ownership', 'Network'] as const).map((name): View => {
    const show: Way = async (page) => {
      await page.getByRole('radio', { name, exact: true }).click();
      await expect(page.locator('.view-scene')).toBeVisible();
    };
    return { name: `the ${name.toLowerCase()} view`, show, leave: toMachines, showOnPhone: show };
  }),
  {
    name: 'the search',
    show: async (page) => {
      await page.keyboard.press('/');
      await page.keyboard.type('web');
      await expect(page.getByRole('search').getByRole('status')).toContainText('match');
    },
    leave: (page) => page.keyboard.press('Escape'),
  },
  {
    name: 'the arrows',
    show: async (page) => {
      await select(page, await aPod(page));
      await page.getByRole('button', { name: 'Arrows to what it belongs to' }).click();
      await expect(page.locator('.arrow-label').first()).toBeVisible();
    },
  },
  {
    name: 'an open pod',
    show: async (page) => {
      await page.locator(`.pod-place[data-pod="${await aPod(page)}"]`).dblclick();
      await expect(page.getByRole('figure', { name: /^web-/ })).toBeVisible();
    },
  },
  {
    name: 'a machine without power',
    show: async (page) => {
      await cutPower(page, 'node-2');
      await advance(page, 70);
    },
    showOnPhone: async (page) => {
      await cutPower(page, 'node-2');
      await advance(page, 70);
    },
  },
  {
    name: 'the menu of a pod',
    within: '[role="menu"]',
    show: async (page) => {
      await row(page, await aPod(page)).press('Shift+F10');
      await expect(page.getByRole('menu')).toBeVisible();
    },
    leave: escape,
  },
];

const dialogs: readonly View[] = [
  {
    name: 'the statechart, large',
    show: async (page) => {
      await select(page, 'pods/default/crasher');
      const inspector = page.getByRole('region', { name: 'Inspector' });
      await inspector.getByRole('tab', { name: 'States' }).click();
      await inspector.getByRole('button', { name: 'Open large' }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
    },
    leave: escape,
  },
  {
    name: "the scheduler's verdict",
    show: async (page) => {
      await select(page, 'pods/default/giant');
      await page.getByRole('region', { name: 'Inspector' }).getByRole('tab', { name: 'Summary' }).click();
      await expect(page.getByRole('region', { name: 'Why no node takes it' }).first()).toBeVisible();
    },
    // A fault would be about what is chosen.
    leave: async (page) => {
      await page.getByRole('region', { name: 'Inspector' }).getByRole('button', { name: 'Close' }).click();
    },
  },
  ...(['', 'MemoryLeak', 'ProbeFailure', 'ImageUnpullable', 'MemoryPressure'] as const).map((kind): View => {
    return {
      name: `the form for causing a fault${kind === '' ? '' : `: ${kind}`}`,
      show: async (page) => {
        await page.getByRole('button', { name: 'Break something' }).click();
        await page.getByRole('menuitem', { name: 'Another fault…' }).click();
        const dialog = page.getByRole('dialog', { name: 'Cause a fault' });
        await dialog.getByRole('button', { name: 'Cause it' }).click();
        await expect(dialog).toContainText('Which pod?');
        if (kind !== '') await dialog.getByRole('radio', { name: kind }).check();
      },
      leave: escape,
    };
  }),
  {
    name: 'the palette',
    show: async (page) => {
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox', { name: 'Find or run' }).fill('node');
      await expect(page.getByRole('option').first()).toBeVisible();
    },
    leave: escape,
    showOnPhone: (page) => more(page, 'Find or run'),
  },
  {
    name: 'the map of keys',
    show: async (page) => {
      await page.keyboard.press('?');
      await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
    },
    leave: escape,
  },
  {
    name: 'the settings',
    show: async (page) => {
      await page.keyboard.press('Control+,');
      await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible();
    },
    leave: escape,
    showOnPhone: (page) => more(page, 'Settings'),
  },
  {
    name: 'starting a cluster',
    show: async (page) => {
      await command(page, 'Start a cluster…');
      await expect(page.getByRole('dialog', { name: 'Start a cluster' })).toBeVisible();
    },
    leave: escape,
    showOnPhone: (page) => more(page, 'Start a cluster…'),
  },
  {
    name: 'saving the manifests',
    show: async (page) => {
      await command(page, 'Save the manifests of the cluster…');
      await expect(page.getByRole('dialog')).toBeVisible();
    },
    leave: escape,
  },
  {
    name: 'the hints and an empty cluster',
    show: async (page) => {
      await command(page, 'Show what to try');
      await command(page, 'Start an empty cluster');
      await expect(page.locator('.empty-hint')).toBeVisible();
      await expect(page.getByRole('status').filter({ hasText: 'A new cluster has started.' })).toBeVisible();
    },
  },
  {
    name: 'the list of branches',
    show: async (page) => {
      await fork(page);
      await command(page, 'All branches…');
      const list = page.getByRole('dialog', { name: 'Branches' });
      await list.getByRole('button', { name: /^More for other/ }).click();
      await page.getByRole('menuitem', { name: 'Rename' }).click();
      await expect(list.getByRole('textbox', { name: 'Name of the branch' })).toBeVisible();
    },
  },
];

const comparisons: readonly View[] = (['', 'Lives', 'What differs'] as const).map((choice) => ({
  name: `two branches compared${choice === '' ? '' : `: ${choice}`}`,
  show: async (page) => {
    await fork(page);
    await page.keyboard.press('c');
    const compare = page.getByRole('region', { name: 'Two branches, one clock' });
    await expect(compare).toBeVisible();
    if (choice !== '') await compare.getByRole('radio', { name: choice }).click({ timeout: 3000 });
  },
  ...(choice === '' ? { showOnPhone: compareOnPhone } : {}),
}));

async function compareOnPhone(page: Page): Promise<void> {
  await fork(page);
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Compare…' }).click();
  await expect(page.getByRole('region', { name: 'Two branches, one clock' })).toBeVisible();
}

const lives = (page: Page) => page.getByRole('tree', { name: 'Lives of objects' });

const timelineViews: readonly View[] = [
  {
    name: 'the timeline with the lanes of containers and a popover',
    show: async (page) => {
      await lives(page).focus();
      await page.keyboard.press('Home');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press(' ');
      await expect(lives(page).getByRole('treeitem', { name: /^Container web: / })).toBeVisible();
      await page.keyboard.press('Home');
      await expect(page.locator('.timeline-popover')).toBeVisible();
    },
  },
  {
    name: 'the timeline with the lens',
    show: async (page) => {
      await page.getByRole('button', { name: 'More about this moment' }).click();
      await page.getByRole('menuitem', { name: 'Show the whole run' }).click();
      await page.getByRole('button', { name: 'Widen this moment', exact: true }).click();
      await expect(page.locator('.timeline-lens')).toBeVisible();
    },
  },
  {
    name: 'the timeline with bookmarks, one being named',
    show: async (page) => {
      await page.getByRole('slider', { name: 'Moment shown' }).focus();
      await page.keyboard.press('b');
      await page.getByRole('textbox', { name: 'Name' }).fill('one');
      await page.keyboard.press('Enter');
      await page.keyboard.press('ArrowLeft');
      await page.keyboard.press('b');
      await expect(page.getByRole('textbox', { name: 'Name' })).toBeVisible();
    },
  },
  {
    name: 'the timeline with a stretch compared',
    show: async (page) => {
      const axis = (await page.getByRole('slider', { name: 'Moment shown' }).boundingBox())!;
      await page.keyboard.down('Shift');
      await page.mouse.move(axis.x + 60, axis.y + 10);
      await page.mouse.down();
      await page.mouse.move(axis.x + 420, axis.y + 10, { steps: 4 });
      await page.mouse.up();
      await page.keyboard.up('Shift');
      await expect(page.getByRole('region', { name: 'What changed' })).toBeVisible();
    },
  },
  {
    name: 'a Deployment lit in every view',
    show: async (page) => {
      await selectDeployment(page);
    },
  },
];

const panels: readonly View[] = [
  {
    name: 'the terminal',
    show: async (page) => {
      await page.keyboard.press('Control+`');
      await expect(page.locator('.terminal-body .xterm-rows')).toBeVisible();
    },
    showOnPhone: async (page) => {
      await more(page, 'Show the terminal');
      await expect(page.locator('.terminal-body .xterm-rows')).toBeVisible();
    },
  },
  {
    name: 'the manifests, one being renamed',
    show: async (page) => {
      await page.getByRole('region', { name: 'Manifests' }).getByRole('tab').first().press('F2');
      await expect(page.getByRole('textbox', { name: /^New name/ })).toBeVisible();
    },
    showOnPhone: (page) => more(page, 'Show the manifests'),
  },
  {
    name: 'toasts',
    show: async (page) => {
      await page.keyboard.press('Control+z');
      await expect(page.getByRole('status').filter({ hasText: 'Undone' })).toBeVisible();
    },
  },
  { name: 'a broken engine', start: openBroken, show: stay, showOnPhone: stay },
];

async function openBroken(page: Page): Promise<void> {
  // Neither the worker's code nor what stands in for it; what starts the worker belongs to the page.
  await page.route(/\/(cluster\.worker|in-process-host)[^/]*\.js/, (route) => route.abort());
  await page.goto('/');
  await expect(page.locator('.engine-broke')).toBeVisible();
}

const phoneSheets: readonly View[] = [
  {
    name: 'the sheet of the timeline',
    show: async (page) => {
      await page.locator('.phone-bar .mini-timeline button, .phone-bar button.mini-timeline').first().click();
      await expect(page.locator('.phone-sheet')).toBeVisible();
    },
  },
  {
    name: 'the sheet of the inspector',
    show: async (page) => {
      await row(page, await aPod(page)).press('Enter');
      await expect(page.locator('.phone-sheet').getByRole('heading', { level: 2 })).toBeVisible();
    },
  },
];

export const desktopViews: readonly View[] = [
  ...canvasViews,
  ...inspectorViews,
  ...dialogs,
  ...comparisons,
  ...timelineViews,
  ...panels,
];

export const phoneViews: readonly View[] = [
  ...desktopViews.flatMap(({ showOnPhone, ...view }) =>
    showOnPhone === undefined ? [] : [{ ...view, show: showOnPhone }],
  ),
  ...phoneSheets,
];

/** Pages of their own, in the theme that their address names. */
export const otherPages: readonly string[] = [
  '/embed.html?',
  '/gallery.html?',
  '/gallery.html?page=states&',
  '/gallery.html?page=story&',
  '/gallery.html?page=crowd&machines=6&pods=12&',
];

export async function openOther(page: Page, path: string, theme: string): Promise<void> {
  await page.goto(`${path}theme=${theme}`);
  if (path.startsWith('/embed')) await ready(page);
  else await expect(page.locator('#root > *').first()).toBeVisible();
}
